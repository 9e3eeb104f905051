import { i18n } from "@lingui/core";
import { memo, useCallback, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { Schema } from "../../api/client";
import styles from "./GradebookPage.module.css";
import type { Cell, GradeSheet } from "./sheet";

type Line = Schema<"GradebookLine">;
type Column = Schema<"GradebookColumn">;

/** A student's marks: fields where the grader is, text elsewhere. */
export const SheetRow = memo(function SheetRow(props: {
  sheet: GradeSheet;
  line: Line;
  rowIndex: number;
  columns: Column[];
  writes: boolean;
}) {
  const { sheet, line, columns, writes } = props;
  const row = useSyncExternalStore(
    useCallback((watcher: () => void) => sheet.watchRow(line.student, watcher), [sheet, line.student]),
    () => sheet.row(line.student),
  );
  return (
    <tr data-student={line.student} aria-rowindex={props.rowIndex}>
      <th scope="row">
        {line.name}
        <span className="small soft figures">
          <bdi>{line.reg_no}</bdi>
        </span>
      </th>
      {columns.map((column, index) => {
        const { text, state, note } = row.cells[index] as Cell;
        const place = { sheet, line, column, text, state, note };
        if (writes && row.fields) return <FieldCell key={column.id} {...place} />;
        return <TextCell key={column.id} {...place} writes={writes} />;
      })}
      <td className={styles.total}>
        <strong>{row.total}</strong>
        {row.missing > 0 && (
          <span className="small soft">
            {i18n.t("{count, plural, one {# missing} other {# missing}}", { count: row.missing })}
          </span>
        )}
      </td>
    </tr>
  );
});

type Place = Cell & { sheet: GradeSheet; line: Line; column: Column };

const TextCell = memo(function TextCell(props: Place & { writes: boolean }) {
  const { sheet, line, writes } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go from field to field
    <td
      className={styles.mark}
      data-state={props.state}
      title={props.note || undefined}
      onClick={(event) => {
        if (!writes) return;
        const { parentElement: row, cellIndex: at } = event.currentTarget;
        flushSync(() => sheet.enter(line.student));
        fieldAt(row as HTMLTableRowElement, at)?.focus();
      }}
    >
      {props.text}
    </td>
  );
});

const FieldCell = memo(function FieldCell(props: Place) {
  const { sheet, line, column, state } = props;
  return (
    <td className={styles.mark} data-state={state} title={props.note || undefined}>
      <input
        className={styles.field}
        value={props.text}
        inputMode="decimal"
        aria-label={`${line.name}, ${column.type}`}
        aria-invalid={state === "invalid" || state === "conflict"}
        onChange={(event) => sheet.type(line.student, column.id, event.target.value)}
        onFocus={(event) => {
          event.target.select();
          sheet.enterSoon(line.student);
        }}
        onKeyDown={(event) => move(event, sheet)}
        onPaste={(event) => {
          const text = event.clipboardData.getData("text/plain");
          if (!/[\t\n]/.test(text)) return;
          event.preventDefault();
          sheet.paste(line.student, column.id, text);
        }}
      />
    </td>
  );
});

/** Enter and the arrows go from cell to cell; left and right only from the end of a text. */
function move(event: React.KeyboardEvent<HTMLInputElement>, sheet: GradeSheet) {
  const input = event.currentTarget;
  const cell = input.closest("td") as HTMLTableCellElement;
  const row = cell.parentElement as HTMLTableRowElement;
  const table = row.closest("table") as HTMLTableElement;
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const rtl = document.documentElement.dir === "rtl";
  const [toStart, toEnd] = rtl ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
  let down = 0;
  let on = 0;
  if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) down = 1;
  else if (event.key === "ArrowUp" || event.key === "Enter") down = -1;
  else if (event.key === toEnd && (whole || input.selectionEnd === input.value.length)) on = 1;
  else if (event.key === toStart && (whole || input.selectionEnd === 0)) on = -1;
  else return;
  const target = table.rows[row.rowIndex + down];
  const student = Number(target?.dataset.student);
  if (!target || !student) return;
  if (!target.querySelector("input")) flushSync(() => sheet.enter(student));
  const next = fieldAt(target, cell.cellIndex + on);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function fieldAt(row: HTMLTableRowElement, column: number) {
  return row.cells[column]?.querySelector("input");
}
