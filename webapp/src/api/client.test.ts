import { afterEach, expect, test, vi } from "vitest";
import { releaseHold } from "./acts";
import { asSeen, type Row } from "./client";
import { messageOf } from "./problem";

afterEach(() => vi.unstubAllGlobals());

const SEEN = { id: 7, name: "MBBS", created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };

/** A server that has these records, and refuses what is meant for another version; gives what it was sent. */
function serving(record: unknown, etag: string) {
  const sent: [string, string, string | null][] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const condition = request.headers.get("If-Match");
    sent.push([request.method, new URL(request.url).pathname, condition]);
    if (condition !== null && condition !== etag)
      return Response.json({ error: { code: 412, message: "Changed.", details: {} } }, { status: 412 });
    return Response.json(record, { headers: { ETag: etag } });
  });
  return sent;
}

test("an act on what a list showed is meant for the version that looks so", async () => {
  serving({ ...SEEN }, '"3"');
  expect(await asSeen("/api/programs/", SEEN)).toEqual({ headers: { "If-Match": '"3"' } });
});

test("it is refused where the record looks otherwise by now", async () => {
  serving({ ...SEEN, name: "MBBS (old)" }, '"4"');
  const refusal = await asSeen("/api/programs/", SEEN).catch((error) => error);
  expect(messageOf(refusal)).toContain("Somebody else changed this meanwhile");
});

test("a hold is released with the version that was seen, and not at all where it was changed", async () => {
  const hold = { id: 9, reason: "Fee" } as Row<"/api/holds/">;
  const sent = serving(hold, '"2"');
  await releaseHold(hold);
  expect(sent).toEqual([
    ["GET", "/api/holds/9/", null],
    ["POST", "/api/holds/9/release/", '"2"'],
  ]);
  const refused = serving({ ...hold, reason: "Fine" }, '"3"');
  await expect(releaseHold(hold)).rejects.toMatchObject({ status: 412 });
  expect(refused).toHaveLength(1);
});
