import { i18n } from "@lingui/core";
import type { Schema } from "../../api/client";
import { messageOf, ProblemError } from "../../api/problem";
import { afterPaint } from "../../lib/afterPaint";
import { tell } from "../../ui/toast";
import {
  blockOf,
  cellsOf,
  type Edit,
  type Grid,
  gridOf,
  type Held,
  type Key,
  keptWaiting,
  keyOf,
  overtaken,
  type Place,
  partsOf,
  paste,
  refused,
  renewed,
  saved,
  sending,
  settle,
  textOf,
  totalOf,
  type,
  waiting,
} from "./model";
import { readBook, writeCells } from "./queries";

const PAUSE = 700;
const UNDOABLE = 100;

type Book = Schema<"Gradebook">;

/** What a cell shows. */
export type Cell = { text: string; state: Edit["state"] | "saved"; note: string };

/** What a student's row shows; the same object as long as nothing of it changes. */
export type Row = { cells: Cell[]; total: number; missing: number };

/** How the saving stands: cells on their way, cells that need the grader, and why nothing can be sent. */
export type Standing = { open: number; bad: number; fault: string; canUndo: boolean };

/** A cell that another grader changed meanwhile. */
export type Conflict = { key: Key; mine: string; theirs: number | null | undefined };

/**
 * A grade sheet that saves itself a moment after the last change, cell by cell with the version it was read at.
 *
 * It stands outside React's state so that a key typed draws one row again and not a class of two hundred; who shows a
 * part of it watches that part.
 */
export class GradeSheet {
  #book: Book;
  #grid: Grid;
  #standing: Standing = { open: 0, bad: 0, fault: "", canUndo: false };
  #conflicts: Conflict[] = [];
  #theirs: Record<Key, Held> = {};
  #steps: { key: Key; before: string }[][] = [];
  readonly #typed = new Map<Key, string>();
  readonly #rows = new Map<number, Row>();
  readonly #rowWatchers = new Map<number, () => void>();
  readonly #watchers = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onItsWay: Promise<unknown> = Promise.resolve();
  #busy = false;
  #left = false;

  constructor(book: Book) {
    this.#book = book;
    this.#grid = gridOf(book);
  }

  readonly watch = (watcher: () => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly watchRow = (student: number, watcher: () => void) => {
    this.#rowWatchers.set(student, watcher);
    return () => this.#rowWatchers.delete(student);
  };

  readonly book = () => this.#book;
  readonly grid = () => this.#grid;
  readonly standing = () => this.#standing;
  readonly conflicts = () => this.#conflicts;

  row(student: number): Row {
    let row = this.#rows.get(student);
    if (!row) {
      row = this.#draw(student);
      this.#rows.set(student, row);
    }
    return row;
  }

  #draw(student: number): Row {
    const cells = this.#book.assessments.map((column): Cell => {
      const key = keyOf(student, column.id);
      const edit = this.#grid.edits[key];
      return { text: textOf(this.#grid, key), state: edit?.state ?? "saved", note: edit?.note ?? "" };
    });
    return { cells, ...totalOf(this.#grid, student, this.#book.assessments) };
  }

  /** What a field over that cell shows: what was typed, also in this moment. */
  cell({ student, assessment }: Place): Cell | undefined {
    const cell = this.row(student).cells[this.#book.assessments.findIndex((each) => each.id === assessment)];
    const typed = this.#typed.get(keyOf(student, assessment));
    return cell && typed !== undefined ? { ...cell, text: typed } : cell;
  }

  #students(): number[] {
    return this.#book.students.map((line) => line.student);
  }

  /** The sheet as read again, as after an assessment was added. */
  renew(book: Book) {
    if (book === this.#book) return;
    this.#takeTyped();
    this.#book = book;
    this.#apply(renewed(this.#grid, gridOf(book)));
    this.#redraw([...this.#rows.keys()]);
  }

  type({ student, assessment }: Place, text: string) {
    this.#change(type(this.#grid, keyOf(student, assessment), text), { undoable: true });
  }

  /** The same once the figure itself is painted: the total, the undo and the saving need not hold it up. */
  typeSoon(place: Place, text: string) {
    if (this.#typed.size === 0) afterPaint(() => this.#takeTyped());
    this.#typed.set(keyOf(place.student, place.assessment), text);
    if (this.#standing.open === 0) this.#tell({ open: 1 });
  }

  #takeTyped() {
    const typed = [...this.#typed];
    this.#typed.clear();
    for (const [key, text] of typed) this.#change(type(this.#grid, key, text), { undoable: true });
  }

  /** A block copied from a spreadsheet, with its corner at a cell. */
  paste(corner: Place, text: string) {
    this.#takeTyped();
    const assessments = this.#book.assessments.map((column) => column.id);
    const block = blockOf(text);
    this.#change(paste(this.#grid, this.#students(), assessments, corner, block), {
      undoable: true,
    });
  }

  undo() {
    this.#takeTyped();
    const step = this.#steps.pop();
    if (!step) return;
    this.#apply(step.reduce((grid, cell) => type(grid, cell.key, cell.before), this.#grid));
  }

  settle(key: Key, keepMine: boolean) {
    this.#takeTyped();
    const held = this.#theirs[key];
    if (held) this.#apply(settle(this.#grid, key, held, keepMine));
  }

  retry() {
    this.#tell({ fault: "" });
    if (!this.#busy) this.#onItsWay = this.#save();
  }

  open() {
    this.#left = false;
    window.addEventListener("beforeunload", this.#stay);
  }

  /** Who leaves for another page does not lose what was typed in the last moment. */
  leave() {
    this.#takeTyped();
    this.#left = true;
    clearTimeout(this.#timer);
    window.removeEventListener("beforeunload", this.#stay);
    // After what is on its way: it brings the versions over which the last marks were typed.
    void this.#onItsWay
      .then(() => {
        const keys = waiting(this.#grid);
        return keys.length > 0 ? writeCells(cellsOf(this.#grid, keys)) : null;
      })
      .catch(tellLost);
  }

  readonly #stay = (event: BeforeUnloadEvent) => {
    this.#takeTyped();
    if (Object.keys(this.#grid.edits).length > 0) event.preventDefault();
  };

  #change(next: Grid, how: { undoable: boolean }) {
    const before = this.#grid;
    this.#grid = next;
    const touched = (Object.keys({ ...before.edits, ...next.edits }) as Key[]).filter(
      (key) => before.edits[key] !== next.edits[key],
    );
    if (how.undoable) {
      const step = touched
        .map((key) => ({ key, before: textOf(before, key) }))
        .filter((cell) => cell.before !== textOf(next, cell.key));
      if (step.length > 0) this.#steps = [...this.#steps.slice(1 - UNDOABLE), step];
    }
    this.#redraw(touched.map((key) => partsOf(key).student));
    this.#watched();
    this.#saveSoon();
  }

  #redraw(students: number[]) {
    for (const student of new Set(students)) {
      this.#rows.delete(student);
      this.#rowWatchers.get(student)?.();
    }
  }

  #watched() {
    const edits = Object.entries(this.#grid.edits) as [Key, Edit][];
    const open = edits.filter(([, edit]) => edit.state === "waiting" || edit.state === "saving").length;
    this.#standing = {
      ...this.#standing,
      open,
      bad: edits.length - open,
      canUndo: this.#steps.length > 0,
    };
    const conflicts = edits.filter(([, edit]) => edit.state === "conflict");
    if (conflicts.length > 0 || this.#conflicts.length > 0) {
      this.#conflicts = conflicts.map(([key, edit]) => ({
        key,
        mine: edit.text,
        theirs: this.#theirs[key]?.score,
      }));
    }
    for (const watcher of this.#watchers) watcher();
  }

  #tell(change: Partial<Standing>) {
    this.#standing = { ...this.#standing, ...change };
    for (const watcher of this.#watchers) watcher();
  }

  #saveSoon() {
    clearTimeout(this.#timer);
    if (this.#left || this.#standing.fault || waiting(this.#grid).length === 0) return;
    this.#timer = setTimeout(() => {
      if (!this.#busy) this.#onItsWay = this.#save();
    }, PAUSE);
  }

  async #save() {
    const keys = waiting(this.#grid);
    if (keys.length === 0) return;
    this.#busy = true;
    const cells = cellsOf(this.#grid, keys);
    this.#apply(sending(this.#grid, keys));
    try {
      const outcome = await writeCells(cells);
      this.#apply(saved(this.#grid, keys, outcome.scores));
    } catch (error) {
      await this.#unsaved(keys, error);
    } finally {
      this.#busy = false;
    }
  }

  async #unsaved(keys: Key[], error: unknown) {
    if (this.#left) tellLost(error);
    const rows = error instanceof ProblemError ? error.rows("scores") : [];
    let named = rows.flatMap((row) => keys[row.index] ?? []);
    if (error instanceof ProblemError && error.status === 409 && named.length > 0) {
      const fresh = await readBook(this.#book.section).then(gridOf, () => null);
      if (fresh) {
        this.#theirs = { ...this.#theirs, ...pick(fresh.held, named) };
        this.#apply(overtaken(this.#grid, named, i18n.t("Somebody else changed this cell.")));
      } else named = [];
    } else if (named.length > 0) {
      this.#apply(refused(this.#grid, named, rows[0]?.messages.join(" ") ?? ""));
    }
    this.#tell({ fault: named.length > 0 ? "" : messageOf(error) });
    this.#apply(
      keptWaiting(
        this.#grid,
        keys.filter((key) => !named.includes(key)),
      ),
    );
  }

  #apply(next: Grid) {
    this.#change(next, { undoable: false });
  }
}

/** Told wherever the teacher is by now. */
function tellLost(error: unknown) {
  tell(i18n.t("Marks were not saved: {why}", { why: messageOf(error) }), { tone: "bad" });
}

function pick(held: Record<Key, Held>, keys: Key[]): Record<Key, Held> {
  const picked: Record<Key, Held> = {};
  for (const key of keys) if (held[key]) picked[key] = held[key];
  return picked;
}
