import { i18n } from "@lingui/core";
import {
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { Schema } from "../../api/client";
import { Bars } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Card } from "../../ui/Page";
import { Conflicts } from "./Conflicts";
import styles from "./GradebookPage.module.css";
import { type Column, distribution } from "./model";
import { Pen } from "./pen";
import { SheetRow } from "./SheetRow";
import { GradeSheet } from "./sheet";

const GROUP = 5;

type Book = Schema<"Gradebook">;

/** The marks of a section: a row for each student, saved cell by cell while they are typed. */
export function Sheet(props: { book: Book; writes: boolean; onEdit: (column: Column) => void }) {
  const { writes, onEdit } = props;
  const [sheet] = useState(() => new GradeSheet(props.book));
  useEffect(() => sheet.renew(props.book), [sheet, props.book]);
  const book = useSyncExternalStore(sheet.watch, sheet.book);
  useEffect(() => {
    sheet.open();
    return () => sheet.leave();
  }, [sheet]);
  const columns = book.assessments;
  const weight = columns.reduce((sum, column) => sum + column.weight, 0);
  const table = useRef<HTMLTableElement>(null);
  const students = useMemo(() => book.students.map((line) => line.student), [book]);
  return (
    <>
      <Card
        title={i18n.t("Weights {weight} of 100", { weight })}
        actions={
          <>
            <Standing sheet={sheet} />
            {writes && <Undo sheet={sheet} />}
          </>
        }
        flush
      >
        <Fault sheet={sheet} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={styles.scroll} tabIndex={0} aria-label={i18n.t("Grade sheet")}>
          <div className={styles.plane}>
            {/* Browsers leave rows off the screen out of what a screen reader is given: so they are counted. */}
            <table ref={table} className={styles.sheet} aria-rowcount={students.length + 1}>
              <thead>
                <tr aria-rowindex={1}>
                  <th scope="col">{i18n.t("Student")}</th>
                  {columns.map((column) => (
                    <th key={column.id} scope="col">
                      {column.type}
                      <span className="small soft">
                        {i18n.t("max {max} · {weight} %", { max: column.max_score, weight: column.weight })}
                      </span>
                      {writes && (
                        <button
                          type="button"
                          className={styles.edit}
                          aria-label={i18n.t("Edit {name}", { name: column.type })}
                          onClick={() => onEdit(column)}
                        >
                          {i18n.t("Edit")}
                        </button>
                      )}
                    </th>
                  ))}
                  <th scope="col">{i18n.t("Total")}</th>
                </tr>
              </thead>
              {groupsOf(book.students).map((lines, group) => (
                <tbody key={lines[0]?.student}>
                  {lines.map((line, at) => (
                    <SheetRow
                      key={line.student}
                      sheet={sheet}
                      line={line}
                      rowIndex={group * GROUP + at + 2}
                      columns={columns}
                    />
                  ))}
                </tbody>
              ))}
            </table>
            {writes && <Fields sheet={sheet} table={table} />}
          </div>
        </section>
        <Conflicts sheet={sheet} book={book} />
      </Card>
      <Card title={i18n.t("Distribution of totals")}>
        <Totals sheet={sheet} students={students} />
      </Card>
    </>
  );
}

function Fields({ sheet, table }: { sheet: GradeSheet; table: RefObject<HTMLTableElement | null> }) {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const pen = useRef<Pen>(null);
  useLayoutEffect(() => {
    if (!table.current || !first.current || !second.current) return;
    pen.current = new Pen(sheet, table.current, [first.current, second.current]);
    return pen.current.take();
  }, [sheet, table]);
  useLayoutEffect(() => pen.current?.lay());
  return (
    <>
      <input ref={first} className={styles.field} inputMode="decimal" />
      <input ref={second} className={styles.field} inputMode="decimal" tabIndex={-1} />
    </>
  );
}

function Standing({ sheet }: { sheet: GradeSheet }) {
  const { open, bad } = useSyncExternalStore(sheet.watch, sheet.standing);
  return (
    <span role="status" className="small">
      {bad > 0
        ? i18n.t("{count, plural, one {# cell needs you} other {# cells need you}}", { count: bad })
        : open > 0
          ? i18n.t("Saving {count} …", { count: open })
          : i18n.t("All saved")}
    </span>
  );
}

function Undo({ sheet }: { sheet: GradeSheet }) {
  const canUndo = useSyncExternalStore(sheet.watch, () => sheet.standing().canUndo);
  return (
    <Button small onPress={() => sheet.undo()} isDisabled={!canUndo}>
      {i18n.t("Undo")}
    </Button>
  );
}

function Fault({ sheet }: { sheet: GradeSheet }) {
  const fault = useSyncExternalStore(sheet.watch, () => sheet.standing().fault);
  if (!fault) return null;
  return (
    <Notice tone="bad">
      <div className="row between">
        {fault}
        <Button small onPress={() => sheet.retry()}>
          {i18n.t("Try again")}
        </Button>
      </div>
    </Notice>
  );
}

/** Follows the typing at its pauses. */
function Totals({ sheet, students }: { sheet: GradeSheet; students: number[] }) {
  const [, setGrid] = useState(sheet.grid);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const stop = sheet.watch(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setGrid(sheet.grid()), 150);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [sheet]);
  return (
    <Bars
      label={i18n.t("Distribution of totals")}
      bars={distribution(students.map((student) => sheet.row(student).total))}
    />
  );
}

/** Rows off the screen are left out of layout and painting by groups: each group costs a little at every frame. */
function groupsOf<T>(rows: T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / GROUP) }, (_, group) =>
    rows.slice(group * GROUP, (group + 1) * GROUP),
  );
}
