import { afterEach, expect, test, vi } from "vitest";
import { changeAssessment, removeAssessment } from "./queries";

const SEEN = { id: 5, type: "Quiz 1", weight: 10, max_score: 100 };

afterEach(() => vi.unstubAllGlobals());

function serving(record: unknown) {
  const sent: [string, string | null][] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push([request.method, request.headers.get("If-Match")]);
    return Response.json(record, { headers: { ETag: '"3"' } });
  });
  return sent;
}

test("an assessment is changed and deleted as the version that the sheet's head showed", async () => {
  const sent = serving({ ...SEEN, section: 1 });
  await changeAssessment(SEEN, "Quiz 2", 10, "");
  await removeAssessment(SEEN);
  expect(sent).toEqual([
    ["GET", null],
    ["PATCH", '"3"'],
    ["GET", null],
    ["DELETE", '"3"'],
  ]);
});

test("what somebody else made of it meanwhile is neither overwritten nor deleted, until it was told", async () => {
  const sent = serving({ ...SEEN, weight: 20 });
  await expect(changeAssessment(SEEN, "Quiz 2", 10, "")).rejects.toMatchObject({ status: 412 });
  await expect(removeAssessment(SEEN)).rejects.toMatchObject({ status: 412 });
  expect(sent).toEqual([
    ["GET", null],
    ["GET", null],
  ]);
  await changeAssessment(SEEN, "Quiz 2", 20, '"3"');
  expect(sent.at(-1)).toEqual(["PATCH", '"3"']);
});
