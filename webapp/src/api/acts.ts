import { api, asSeen, ok, type Row } from "./client";

/** Lifts the hold that a list showed. */
export async function releaseHold(hold: Row<"/api/holds/">) {
  const condition = await asSeen("/api/holds/", hold);
  const params = { path: { id: hold.id } };
  return ok(api.POST("/api/holds/{id}/release/", { params, body: {}, ...condition }));
}

/** Revokes the document that a list showed. */
export async function revokeDocument(document: Row<"/api/documents/">, reason: string) {
  const condition = await asSeen("/api/documents/", document);
  const params = { path: { id: document.id } };
  return ok(api.POST("/api/documents/{id}/revoke/", { params, body: { reason }, ...condition }));
}

/** Takes back the transfer credit that a list showed. */
export async function withdrawTransfer(transfer: Row<"/api/transfer-credits/">, reason: string) {
  const condition = await asSeen("/api/transfer-credits/", transfer);
  const params = { path: { id: transfer.id } };
  return ok(api.POST("/api/transfer-credits/{id}/withdraw/", { params, body: { reason }, ...condition }));
}

/** Takes the request that a list showed a step on. */
export async function stepRequest(
  request: Row<"/api/requests/">,
  status: "approved" | "rejected" | "completed",
) {
  const condition = await asSeen("/api/requests/", request);
  const params = { path: { id: request.id } };
  return ok(api.POST("/api/requests/{id}/transition/", { params, body: { status }, ...condition }));
}

/** Decides the change of a grade that a list showed. */
export async function decideChange(change: Row<"/api/pending-changes/">, approved: boolean) {
  const condition = await asSeen("/api/pending-changes/", change);
  const body = { change_id: change.id, approved };
  return ok(api.POST("/api/results/approve-change/", { body, ...condition }));
}
