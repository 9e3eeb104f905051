import { i18n } from "@lingui/core";
import { memo, useCallback, useSyncExternalStore } from "react";
import type { Schema } from "../../api/client";
import styles from "./GradebookPage.module.css";
import type { Column } from "./model";
import type { Cell, GradeSheet } from "./sheet";

type Line = Schema<"GradebookLine">;

/** A student's marks, as text: what they are typed with lies over them. */
export const SheetRow = memo(function SheetRow(props: {
  sheet: GradeSheet;
  line: Line;
  rowIndex: number;
  columns: Column[];
}) {
  const { sheet, line, columns } = props;
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
        return (
          <td key={column.id} className={styles.mark} data-state={state} title={note || undefined}>
            {text}
          </td>
        );
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
