import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pen } from "./pen";
import { readBook, writeCells } from "./queries";
import { GradeSheet } from "./sheet";

vi.mock("./queries", () => ({ readBook: vi.fn(), writeCells: vi.fn(async () => ({ scores: [] })) }));

const columns = [
  { id: 1, type: "Quiz", weight: 20, max_score: 10 },
  { id: 2, type: "Final", weight: 80, max_score: 100 },
];
const line = (student: number) => ({
  student,
  reg_no: `R-${student}`,
  name: `N${student}`,
  scores: columns.map(({ id, max_score }) => ({ assessment: id, score: null, max_score, version: null })),
});
const book = { section: 1, assessments: columns, students: [100, 101, 102].map(line) };

let sheet: GradeSheet;
let pen: Pen;
let layDown: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = vi.fn();
  document.dir = "ltr";
  const rows = book.students
    .map((each) => `<tr data-student="${each.student}"><th></th><td></td><td></td></tr>`)
    .join("");
  document.body.innerHTML = `<div><div><table><tbody>${rows}</tbody></table><input><input></div></div>`;
  sheet = new GradeSheet(book);
  pen = new Pen(sheet, document.querySelector("table") as HTMLTableElement, [
    ...document.querySelectorAll("input"),
  ]);
  layDown = pen.take();
  pen.lay();
  document.querySelector("input")?.focus();
});
afterEach(() => {
  layDown();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const held = () => document.activeElement as HTMLInputElement;
const at = () => held().getAttribute("aria-label");
function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  held().dispatchEvent(event);
  return event.defaultPrevented;
}
function write(text: string) {
  held().value = text;
  held().dispatchEvent(new Event("input", { bubbles: true }));
}

test("Enter goes down, with the shift key up, and stays at the edge", () => {
  expect(at()).toBe("N100, Quiz");
  press("Enter");
  press("Enter");
  expect(at()).toBe("N102, Quiz");
  expect(press("Enter")).toBe(false);
  expect(at()).toBe("N102, Quiz");
  press("Enter", { shiftKey: true });
  expect(at()).toBe("N101, Quiz");
});

test("Tab goes row by row and leaves the sheet behind the last cell and before the first", () => {
  expect(press("Tab", { shiftKey: true })).toBe(false);
  press("Tab");
  expect(at()).toBe("N100, Final");
  press("Tab");
  expect(at()).toBe("N101, Quiz");
  press("Tab", { shiftKey: true });
  expect(at()).toBe("N100, Final");
  for (let i = 0; i < 4; i++) press("Tab");
  expect(at()).toBe("N102, Final");
  expect(press("Tab")).toBe(false);
});

test("only the field that is held is in the order of the Tab key", () => {
  press("Enter");
  vi.advanceTimersByTime(100);
  const order = [...document.querySelectorAll("input")].map((field) => [field === held(), field.tabIndex]);
  expect(order).toContainEqual([true, 0]);
  expect(order).toContainEqual([false, -1]);
});

test("left and right go on from the end of a text only, and mirrored where one reads from the right", () => {
  write("12");
  held().setSelectionRange(1, 1);
  expect(press("ArrowRight")).toBe(false);
  expect(at()).toBe("N100, Quiz");
  held().setSelectionRange(2, 2);
  press("ArrowRight");
  expect(at()).toBe("N100, Final");
  document.dir = "rtl";
  press("ArrowRight");
  expect(at()).toBe("N100, Quiz");
  held().select();
  press("ArrowLeft");
  expect(at()).toBe("N100, Final");
});

test("the browser's own keys are left to it", () => {
  expect(press("Enter", { ctrlKey: true })).toBe(false);
  expect(press("ArrowDown", { altKey: true })).toBe(false);
  expect(press("ArrowRight", { shiftKey: true })).toBe(false);
  expect(at()).toBe("N100, Quiz");
});

test("what is typed goes to the cell it was typed over, however quickly one goes on", () => {
  write("1");
  press("Enter");
  write("2");
  press("Enter");
  write("3");
  vi.advanceTimersByTime(100);
  expect([100, 101, 102].map((student) => sheet.row(student).cells[0]?.text)).toEqual(["1", "2", "3"]);
  press("Enter", { shiftKey: true });
  expect(held().value).toBe("2");
});

test("a field shows what became of its cell, but never less than what was typed into it", async () => {
  write("x");
  vi.advanceTimersByTime(100);
  expect(held().dataset.state).toBe("invalid");
  expect(held().getAttribute("aria-invalid")).toBe("true");
  expect(held().title).toBe("0–10");
  sheet.undo();
  expect(held().value).toBe("");
  expect(held().dataset.state).toBe("saved");
  write("1");
  sheet.type({ student: 101, assessment: 1 }, "5");
  expect(held().value).toBe("1");
});

test("a click on a cell brings the pen there", () => {
  document.querySelectorAll("td")[3]?.click();
  expect(at()).toBe("N101, Final");
  write("44");
  vi.advanceTimersByTime(100);
  expect(sheet.row(101).cells[1]?.text).toBe("44");
});

test("a block lands with its corner at the cell, a single figure as in any field", () => {
  const paste = (text: string) => {
    const event = new Event("paste", { bubbles: true, cancelable: true });
    held().dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }));
    return event.defaultPrevented;
  };
  expect(paste("7")).toBe(false);
  press("Enter");
  expect(paste("1\t2\n3\t4")).toBe(true);
  const texts = [101, 102].map((student) => sheet.row(student).cells.map((cell) => cell.text));
  expect(texts).toEqual([
    ["1", "2"],
    ["3", "4"],
  ]);
  expect(held().value).toBe("1");
});

test("when its student is gone from the sheet the pen goes to the first cell", () => {
  press("Enter");
  document.querySelector('tr[data-student="101"]')?.remove();
  sheet.renew({ ...book, students: [line(100), line(102)] });
  pen.lay();
  expect(at()).toBe("N100, Quiz");
});

test("laid down, the pen writes no more", () => {
  layDown();
  expect(press("Enter")).toBe(false);
  write("9");
  vi.advanceTimersByTime(100);
  expect(sheet.row(100).cells[0]?.text).toBe("");
  expect(writeCells).not.toHaveBeenCalled();
  expect(readBook).not.toHaveBeenCalled();
});
