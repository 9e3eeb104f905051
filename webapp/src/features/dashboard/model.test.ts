import { expect, test } from "vitest";
import { auditState, openRequests, tilesOf, wantsOf, watchesOf } from "./model";

test("every figure is shown with the list behind it", () => {
  const tiles = tilesOf({ total_students: 12, pending_requests: 0 }, "2026-11-28", 7);
  expect(tiles.map((tile) => [tile.name, tile.value, tile.to])).toEqual([
    ["total_students", 12, "/students?status=active"],
    ["pending_requests", 0, "/requests?status=pending"],
  ]);
});

test("the list behind a figure holds what the figure counts", () => {
  const figures = { active_sections: 32, ineligible_students: 5, pending_attendance: 7 };
  expect(tilesOf(figures, "2026-03-04", 7).map((tile) => tile.to)).toEqual([
    "/results/progress?term_status=open",
    "/students?status=active&falls_short=true",
    "/results/progress?no_attendance_since=2026-02-25",
  ]);
});

test("a teacher's students are those who are enrolled in the own sections now", () => {
  expect(tilesOf({ my_students: 5 }, "2026-11-28", 7)[0]?.to).toBe("/students?teacher=7");
});

test("a student's requests are the own ones, and no figure is invented", () => {
  const tiles = tilesOf({ enrolled_courses: 5, pending_requests: 1, unheard_of: 9 }, "2026-11-28", 7);
  expect(tiles.map((tile) => tile.to)).toEqual(["/my/courses", "/my/requests"]);
});

test("each role is told of the lists that it works through, each with its address", () => {
  const names = (permissions: string[], isStudent = false) =>
    watchesOf(permissions, isStudent).map((watch) => watch.name);
  expect(names(["HOLDS_READ", "RESULT_CHANGES_READ", "JOBS_WATCH", "GRADEBOOK_READ"])).toEqual([
    "holds",
    "changes",
    "batches",
    "dead",
  ]);
  expect(names(["RESULT_CHANGES_READ", "RESULTS_PUBLISH"])).toEqual(["changes", "missing", "ready"]);
  expect(names(["JOBS_WATCH", "USERS_MANAGE"])).toEqual(["batches", "dead", "locked"]);
  expect(names(["RESULT_CHANGES_READ", "GRADEBOOK_READ"])).toEqual(["changes", "short"]);
  expect(names(["HOLDS_READ", "DOCUMENTS_READ"], true)).toEqual(["documents"]);
  expect(names([])).toEqual([]);
});

test("a section wants attendance of today, the marks that are missing, and results to propose", () => {
  const row = {
    enrolled: 30,
    drafts: 5,
    published: 0,
    frozen: 0,
    missing_marks: 12,
    last_attendance: "2026-11-27",
  };
  expect(wantsOf(row, "2026-11-28")).toEqual({ attendance: true, marks: 12, propose: 25 });
  expect(wantsOf({ ...row, last_attendance: "2026-11-28" }, "2026-11-28").attendance).toBe(false);
  expect(wantsOf({ ...row, drafts: 0, published: 20, frozen: 10 }, "2026-11-28")).toEqual({
    attendance: true,
    marks: 0,
    propose: 0,
  });
  expect(wantsOf({ ...row, enrolled: 0, drafts: 0 }, "2026-11-28").attendance).toBe(false);
});

test("the audit log is told as unbroken only after it was gone through", () => {
  expect(auditState(null)).toBe("Not verified yet");
  expect(auditState({ state: "running" })).toBe("Being verified");
  expect(auditState({ state: "succeeded" })).toBe("Unbroken");
  expect(auditState({ state: "dead" })).toBe("Broken or unread");
});

test("requests are open until they are completed or rejected", () => {
  const requests = ["pending", "approved", "rejected", "completed"].map((status) => ({ status }));
  expect(openRequests(requests).map((one) => one.status)).toEqual(["pending", "approved"]);
});
