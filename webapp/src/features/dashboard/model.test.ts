import { expect, test } from "vitest";
import { tilesOf, watchesOf } from "./model";

test("every figure is shown with the list behind it", () => {
  const tiles = tilesOf({ total_students: 12, pending_requests: 0 });
  expect(tiles.map((tile) => [tile.name, tile.value, tile.to])).toEqual([
    ["total_students", 12, "/students?status=active"],
    ["pending_requests", 0, "/requests?status=pending"],
  ]);
});

test("a student's requests are the own ones, and no figure is invented", () => {
  const tiles = tilesOf({ enrolled_courses: 5, pending_requests: 1, unheard_of: 9 });
  expect(tiles.map((tile) => tile.to)).toEqual(["/my/courses", "/my/requests"]);
});

test("each role is told of the lists that it works through, each with its address", () => {
  const names = (permissions: string[], isStudent = false) =>
    watchesOf(permissions, isStudent).map((watch) => watch.name);
  expect(names(["HOLDS_READ", "RESULT_CHANGES_READ", "JOBS_WATCH", "GRADEBOOK_READ"])).toEqual([
    "holds",
    "changes",
    "dead",
  ]);
  expect(names(["RESULT_CHANGES_READ", "GRADEBOOK_READ"])).toEqual(["changes", "short"]);
  expect(names(["HOLDS_READ", "DOCUMENTS_READ"], true)).toEqual(["short", "documents"]);
  expect(names([])).toEqual([]);
});
