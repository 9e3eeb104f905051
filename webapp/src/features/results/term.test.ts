import { expect, test } from "vitest";
import { inTurn, isReady, obstacle, type Report, type SectionProgress, withoutResult } from "./term";

const row = (id: number, enrolled: number, drafts: number, published = 0, frozen = 0): SectionProgress => ({
  id,
  section_detail: { id, course_code: `C-${id}`, course_title: "", term: "Fall" },
  teacher: "",
  enrolled,
  drafts,
  published,
  frozen,
  missing_marks: 0,
  last_attendance: null,
});

test("what is missing is told apart from what is refused", () => {
  expect(withoutResult(row(1, 10, 7))).toBe(3);
  expect(withoutResult(row(1, 2, 3))).toBe(0);
  expect(obstacle(row(1, 10, 7), "publish")).toBe("");
  expect(isReady(row(1, 10, 7), "publish")).toBe(false);
  expect(isReady(row(1, 10, 10), "publish")).toBe(true);
  expect(obstacle(row(1, 10, 0, 10), "publish")).toBe("nothing");
  expect(obstacle(row(1, 10, 1, 9), "freeze")).toBe("drafts");
  expect(obstacle(row(1, 10, 0, 0, 10), "freeze")).toBe("nothing");
  expect(isReady(row(1, 10, 0, 10), "freeze")).toBe(true);
});

test("a section that is refused does not keep the others from theirs, and each is reported", async () => {
  const heard: Report[][] = [];
  const reports = await inTurn(
    [row(1, 1, 1), row(2, 1, 1), row(3, 1, 1)],
    async (section) => {
      if (section === 2) throw new Error("held");
      return section * 10;
    },
    (error) => (error as Error).message,
    (so) => heard.push(so),
  );
  expect(reports.map((report) => [report.id, report.count, report.fault])).toEqual([
    [1, 10, ""],
    [2, 0, "held"],
    [3, 30, ""],
  ]);
  expect(heard.map((so) => so.length)).toEqual([1, 2, 3]);
});
