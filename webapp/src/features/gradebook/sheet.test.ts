import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProblemError } from "../../api/problem";
import { readBook, writeCells } from "./queries";
import { GradeSheet } from "./sheet";

vi.mock("./queries", () => ({ readBook: vi.fn(), writeCells: vi.fn() }));

const columns = [
  { id: 1, type: "Quiz", weight: 20, max_score: 10 },
  { id: 2, type: "Final", weight: 80, max_score: 100 },
];
const line = (student: number, quiz: number | null, version: number | null = null) => ({
  student,
  reg_no: `R-${student}`,
  name: "Name",
  scores: [
    { assessment: 1, score: quiz, max_score: 10, version },
    { assessment: 2, score: null, max_score: 100, version: null },
  ],
});
const book = {
  section: 1,
  assessments: columns,
  students: Array.from({ length: 30 }, (_, at) => line(100 + at, null)),
};
const marks = (sheet: GradeSheet, student: number) => sheet.row(student).cells.map((cell) => cell.text);

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(writeCells).mockImplementation(
    async (cells) =>
      ({
        scores: (cells as { student: number; assessment: number; score: number }[]).map((cell) => ({
          ...cell,
          version: 0,
        })),
      }) as never,
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

test("a mark typed draws its own row again and no other", () => {
  const sheet = new GradeSheet(book);
  const drawn: number[] = [];
  for (const each of book.students) sheet.watchRow(each.student, () => drawn.push(each.student));
  const other = sheet.row(107);
  sheet.type({ student: 105, assessment: 1 }, "7");
  expect(drawn).toEqual([105]);
  expect(sheet.row(107)).toBe(other);
  expect(sheet.row(105)).toMatchObject({ total: 14, missing: 1 });
});

test("a figure counts once it is painted, and at once for whoever undoes it or leaves", async () => {
  const sheet = new GradeSheet(book);
  const place = { student: 105, assessment: 1 };
  sheet.typeSoon(place, "7");
  expect(sheet.row(105).total).toBe(0);
  expect(sheet.cell(place)?.text).toBe("7");
  expect(sheet.standing().open).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(sheet.row(105).total).toBe(14);
  sheet.typeSoon(place, "8");
  sheet.undo();
  expect(marks(sheet, 105)).toEqual(["7", ""]);
  sheet.typeSoon(place, "9");
  sheet.leave();
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.mocked(writeCells).mock.calls[0]?.[0]).toMatchObject([{ student: 105, score: 9 }]);
});

test("it saves at a pause, once, with the version that was read", async () => {
  const sheet = new GradeSheet({ ...book, students: [line(100, 5, 4)] });
  sheet.type({ student: 100, assessment: 1 }, "6");
  await vi.advanceTimersByTimeAsync(600);
  sheet.type({ student: 100, assessment: 1 }, "6.5");
  await vi.advanceTimersByTimeAsync(600);
  expect(writeCells).not.toHaveBeenCalled();
  expect(sheet.standing()).toMatchObject({ open: 1, bad: 0 });
  await vi.advanceTimersByTimeAsync(200);
  expect(vi.mocked(writeCells).mock.calls).toEqual([
    [[{ student: 100, assessment: 1, score: 6.5, version: 4 }]],
  ]);
  expect(sheet.standing()).toMatchObject({ open: 0, bad: 0 });
  expect(sheet.row(100).cells[0]).toMatchObject({ text: "6.5", state: "saved" });
});

test("what is typed while the former marks are on their way is sent after them", async () => {
  let answer: (outcome: never) => void = () => {};
  vi.mocked(writeCells).mockImplementationOnce(() => new Promise((done) => (answer = done)));
  const sheet = new GradeSheet(book);
  sheet.type({ student: 100, assessment: 1 }, "1");
  await vi.advanceTimersByTimeAsync(700);
  sheet.type({ student: 101, assessment: 1 }, "2");
  await vi.advanceTimersByTimeAsync(5000);
  expect(writeCells).toHaveBeenCalledTimes(1);
  answer({ scores: [{ student: 100, assessment: 1, score: 1, version: 0 }] } as never);
  await vi.advanceTimersByTimeAsync(700);
  expect(vi.mocked(writeCells).mock.calls[1]).toEqual([
    [{ student: 101, assessment: 1, score: 2, version: null }],
  ]);
});

test("marks that cannot be sent wait for another try, and none is sent before", async () => {
  vi.mocked(writeCells).mockRejectedValueOnce(new TypeError("no network"));
  const sheet = new GradeSheet(book);
  sheet.type({ student: 100, assessment: 1 }, "1");
  await vi.advanceTimersByTimeAsync(700);
  expect(sheet.standing().fault).toContain("cannot be reached");
  sheet.type({ student: 101, assessment: 1 }, "2");
  await vi.advanceTimersByTimeAsync(5000);
  expect(writeCells).toHaveBeenCalledTimes(1);
  sheet.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.mocked(writeCells).mock.calls[1]?.[0]).toHaveLength(2);
  expect(sheet.standing()).toMatchObject({ open: 0, fault: "" });
});

const overtaken = () =>
  new ProblemError(409, 409, "changed", { scores: [{ index: 0, messages: ["changed"] }] });

test("another grader's mark is shown beside the own one, and the choice is the grader's", async () => {
  vi.mocked(writeCells).mockRejectedValueOnce(overtaken());
  vi.mocked(readBook).mockResolvedValueOnce({ ...book, students: [line(100, 9, 1)] } as never);
  const sheet = new GradeSheet(book);
  sheet.type({ student: 100, assessment: 1 }, "3");
  await vi.advanceTimersByTimeAsync(700);
  expect(sheet.conflicts()).toEqual([{ key: "100:1", mine: "3", theirs: 9 }]);
  expect(sheet.standing()).toMatchObject({ bad: 1, fault: "" });
  sheet.settle("100:1", true);
  await vi.advanceTimersByTimeAsync(700);
  expect(vi.mocked(writeCells).mock.calls[1]).toEqual([
    [{ student: 100, assessment: 1, score: 3, version: 1 }],
  ]);
  expect(sheet.conflicts()).toEqual([]);
});

test("a conflict whose other side cannot be read leaves the marks waiting", async () => {
  vi.mocked(writeCells).mockRejectedValueOnce(overtaken());
  vi.mocked(readBook).mockRejectedValueOnce(new TypeError("no network"));
  const sheet = new GradeSheet(book);
  sheet.type({ student: 100, assessment: 1 }, "3");
  await vi.advanceTimersByTimeAsync(700);
  expect(sheet.standing()).toMatchObject({ open: 1, bad: 0, fault: "changed" });
  expect(marks(sheet, 100)).toEqual(["3", ""]);
});

test("undo takes back what was done last, a pasted block at once", () => {
  const sheet = new GradeSheet(book);
  sheet.type({ student: 100, assessment: 1 }, "1");
  sheet.paste({ student: 100, assessment: 1 }, "2\t60\n3\t70");
  expect([marks(sheet, 100), marks(sheet, 101)]).toEqual([
    ["2", "60"],
    ["3", "70"],
  ]);
  sheet.undo();
  expect([marks(sheet, 100), marks(sheet, 101)]).toEqual([
    ["1", ""],
    ["", ""],
  ]);
  sheet.undo();
  expect(marks(sheet, 100)).toEqual(["", ""]);
  expect(sheet.standing().canUndo).toBe(false);
});

test("who leaves saves what was typed last", async () => {
  const sheet = new GradeSheet(book);
  sheet.open();
  sheet.type({ student: 100, assessment: 1 }, "4");
  sheet.leave();
  await vi.advanceTimersByTimeAsync(5000);
  expect(writeCells).toHaveBeenCalledTimes(1);
});

test("an assessment added meanwhile brings its column to every row and keeps what was typed", () => {
  const sheet = new GradeSheet(book);
  sheet.type({ student: 100, assessment: 1 }, "many");
  const longer = { ...columns[1], id: 3, type: "Viva" } as (typeof columns)[number];
  sheet.renew({
    ...book,
    assessments: [...columns, longer],
    students: book.students.map((each) => ({
      ...each,
      scores: [...each.scores, { assessment: 3, score: null, max_score: 100, version: null }],
    })),
  });
  expect(marks(sheet, 100)).toEqual(["many", "", ""]);
  expect(sheet.row(100).cells[0]?.state).toBe("invalid");
  expect(marks(sheet, 129)).toEqual(["", "", ""]);
});
