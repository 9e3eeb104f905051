import { afterPaint } from "../../lib/afterPaint";
import { nextRow, type Place, placeFrom, type Step } from "./model";
import type { GradeSheet } from "./sheet";

const DOWN: Step = { down: 1, on: 0 };
const STEPS: Record<string, Step> = {
  Enter: DOWN,
  ArrowDown: DOWN,
  ArrowUp: { down: -1, on: 0 },
  ArrowRight: { down: 0, on: 1 },
  ArrowLeft: { down: 0, on: -1 },
};

/**
 * What marks are typed with: two fields that lie over the sheet's cells. One stands where the grader is, the other
 * waits where the next step leads, so that the step is a change of focus and nothing more.
 *
 * They are layers of their own and move without React: a field inside the table makes the browser lay out and paint
 * the table anew at every key.
 */
export class Pen {
  readonly #sheet: GradeSheet;
  readonly #table: HTMLTableElement;
  readonly #fields: HTMLInputElement[];
  readonly #places = new Map<HTMLInputElement, Place>();
  #held: HTMLInputElement;
  #step = DOWN;
  #scrolledTo = 0;

  constructor(sheet: GradeSheet, table: HTMLTableElement, fields: HTMLInputElement[]) {
    this.#sheet = sheet;
    this.#table = table;
    this.#fields = fields;
    this.#held = fields[0] as HTMLInputElement;
  }

  /** Takes up the pen; what is returned lays it down. */
  take(): () => void {
    const down = new AbortController();
    const on = { signal: down.signal };
    const scroller = this.#table.parentElement?.parentElement as HTMLElement;
    for (const field of this.#fields) {
      field.addEventListener("focus", () => this.#arrived(field), on);
      field.addEventListener("input", () => this.#typed(field), on);
      field.addEventListener("keydown", (event) => this.#key(field, event), on);
      field.addEventListener("paste", (event) => this.#paste(field, event), on);
    }
    this.#table.addEventListener("click", (event) => this.#click(event), on);
    scroller.addEventListener("scroll", () => this.#scrolled(scroller), { ...on, passive: true });
    const moved = new ResizeObserver(() => this.lay());
    moved.observe(this.#table);
    const stop = this.#sheet.watch(() => this.#fields.forEach(this.#show));
    return () => {
      down.abort();
      moved.disconnect();
      stop();
    };
  }

  /** Lays the fields over their cells, wherever these are by now. */
  lay() {
    const { students, assessments } = this.#sheet.book();
    const [student, assessment] = [students[0]?.student, assessments[0]?.id];
    if (student === undefined || assessment === undefined) return;
    const held = this.#places.get(this.#held);
    this.#put(this.#held, held && this.#cell(held) ? held : { student, assessment });
    this.#layNext();
    this.#keepInView();
  }

  /** Heads and names stay in view when the sheet is scrolled: a field comes out from under them, with a row to spare. */
  #keepInView() {
    const name = this.#name();
    if (!name) return;
    for (const { style } of this.#fields) {
      style.scrollMarginBlock = `${(this.#table.tHead?.offsetHeight ?? 0) + name.offsetHeight}px ${name.offsetHeight}px`;
      style.scrollMarginInlineStart = `${name.offsetWidth}px`;
    }
  }

  #layNext() {
    const held = this.#places.get(this.#held);
    const next = held && placeFrom(this.#sheet.book(), held, this.#step);
    if (next) this.#put(this.#other(), next);
  }

  #other(): HTMLInputElement {
    return this.#fields.find((field) => field !== this.#held) as HTMLInputElement;
  }

  #put(field: HTMLInputElement, place: Place) {
    const cell = this.#cell(place);
    if (!cell) return;
    this.#places.set(field, place);
    // All is measured before anything is changed: what is measured afterwards is laid out anew.
    const at = cell.getBoundingClientRect();
    const plane = (this.#table.parentElement as HTMLElement).getBoundingClientRect();
    const names = this.#name()?.getBoundingClientRect();
    const [x, y] = [at.left - plane.left + cell.clientLeft, at.top - plane.top + cell.clientTop];
    const [width, height] = [cell.clientWidth, cell.clientHeight];
    field.style.transform = `translate(${x}px, ${y}px)`;
    field.style.width = `${width}px`;
    field.style.height = `${height}px`;
    field.setAttribute("aria-label", this.#labelOf(place));
    this.#clip(field, at, names);
    this.#show(field);
    if (field.value && field !== document.activeElement) field.setSelectionRange(0, field.value.length);
  }

  #show = (field: HTMLInputElement) => {
    const place = this.#places.get(field);
    if (!place) return;
    const cell = this.#sheet.cell(place);
    if (!cell) return;
    const { text, state, note } = cell;
    if (field.value !== text) field.value = text;
    field.dataset.state = state;
    field.setAttribute("aria-invalid", String(state === "invalid" || state === "conflict"));
    field.title = note;
  };

  #scrolled(scroller: HTMLElement) {
    if (scroller.scrollLeft === this.#scrolledTo) return;
    this.#scrolledTo = scroller.scrollLeft;
    const names = this.#name()?.getBoundingClientRect();
    for (const [field, place] of this.#places) {
      const cell = this.#cell(place);
      if (cell) this.#clip(field, cell.getBoundingClientRect(), names);
    }
  }

  /** What lies under the names, which stay in view when a wide sheet is scrolled, is cut away. */
  #clip(field: HTMLInputElement, at: DOMRect, names: DOMRect | undefined) {
    const left = names && !rightToLeft() ? Math.max(0, names.right - at.left) : 0;
    const right = names && rightToLeft() ? Math.max(0, at.right - names.left) : 0;
    field.style.clipPath = left + right > 0 ? `inset(0 ${right}px 0 ${left}px)` : "";
  }

  #arrived(field: HTMLInputElement) {
    this.#held = field;
    if (field.selectionStart !== 0 || field.selectionEnd !== field.value.length) field.select();
    afterPaint(() => {
      this.#held.scrollIntoView({ block: "nearest", inline: "nearest" });
      this.#layNext();
      for (const each of this.#fields) each.tabIndex = each === this.#held ? 0 : -1;
    });
  }

  #go(place: Place) {
    const waits = this.#places.get(this.#other());
    const there = waits?.student === place.student && waits.assessment === place.assessment;
    const field = this.#other();
    if (!there) this.#put(field, place);
    field.focus({ preventScroll: true });
  }

  #typed(field: HTMLInputElement) {
    const place = this.#places.get(field);
    if (place) this.#sheet.typeSoon(place, field.value);
  }

  #paste(field: HTMLInputElement, event: ClipboardEvent) {
    const place = this.#places.get(field);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!place || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    this.#sheet.paste(place, text);
  }

  #click(event: Event) {
    const cell = (event.target as Element).closest("td");
    const student = Number(cell?.closest("tr")?.dataset.student);
    const assessment = cell && this.#sheet.book().assessments[cell.cellIndex - 1]?.id;
    if (student && assessment) this.#go({ student, assessment });
  }

  /** Enter and the arrows go from cell to cell, left and right only from the end of a text; Tab goes row by row. */
  #key(field: HTMLInputElement, event: KeyboardEvent) {
    const place = this.#places.get(field);
    const next = place && this.#next(field, place, event);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.#go(next);
  }

  #next(field: HTMLInputElement, place: Place, event: KeyboardEvent): Place | undefined {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const back = event.shiftKey ? -1 : 1;
    if (event.key === "Tab") {
      this.#step = { down: 0, on: back };
      return placeFrom(this.#sheet.book(), place, this.#step) ?? nextRow(this.#sheet.book(), place, back);
    }
    const step = STEPS[event.key];
    if (!step) return;
    if (event.key === "Enter") this.#step = { down: back, on: 0 };
    else if (step.on === 0) this.#step = step;
    else {
      const on = rightToLeft() ? -step.on : step.on;
      const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
      const atEnd = field.selectionEnd === (on > 0 ? field.value.length : 0);
      if (event.shiftKey || !(whole || atEnd)) return;
      this.#step = { down: 0, on };
    }
    return placeFrom(this.#sheet.book(), place, this.#step);
  }

  #cell(place: Place): HTMLTableCellElement | undefined {
    const row = this.#table.querySelector<HTMLTableRowElement>(`tr[data-student="${place.student}"]`);
    const column = this.#sheet.book().assessments.findIndex((each) => each.id === place.assessment);
    return column < 0 ? undefined : row?.cells[column + 1];
  }

  #name(): HTMLTableCellElement | undefined {
    return this.#table.tBodies[0]?.rows[0]?.cells[0];
  }

  #labelOf(place: Place): string {
    const { students, assessments } = this.#sheet.book();
    const line = students.find((each) => each.student === place.student);
    const column = assessments.find((each) => each.id === place.assessment);
    return `${line?.name}, ${column?.type}`;
  }
}

function rightToLeft(): boolean {
  return document.documentElement.dir === "rtl";
}
