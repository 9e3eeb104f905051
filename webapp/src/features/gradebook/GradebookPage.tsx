import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { memo, useCallback, useMemo, useState } from "react";
import { useParams } from "react-router";
import type { Schema } from "../../api/client";
import { SectionFrame } from "../../app/SectionFrame";
import { useMay } from "../../app/session";
import { Bars } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { Confirm, Dialog } from "../../ui/Dialog";
import { EmptyState, ErrorState, Notice, Skeleton } from "../../ui/Notice";
import { Card } from "../../ui/Page";
import { type FormField, numberOrText, RecordForm } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";
import styles from "./GradebookPage.module.css";
import {
  blockOf,
  distribution,
  type Edit,
  type Grid,
  type Key,
  keyOf,
  paste,
  textOf,
  totalOf,
  type,
} from "./model";
import { addAssessment, changeAssessment, removeAssessment, useBook } from "./queries";
import { useGrid } from "./useGrid";

export default function GradebookPage() {
  const id = Number(useParams().id);
  const book = useBook(id);
  const may = useMay();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const again = () => queries.refetchQueries({ queryKey: ["gradebook", id] });
  return (
    <SectionFrame
      actions={
        may("ASSESSMENTS_WRITE") && (
          <Button onPress={() => setAdding(true)}>{i18n.t("Add assessment")}</Button>
        )
      }
    >
      {() => (
        <>
          {book.isPending ? (
            <Skeleton lines={8} />
          ) : book.isError ? (
            <ErrorState error={book.error} retry={() => book.refetch()} />
          ) : book.data.assessments.length === 0 ? (
            <EmptyState title={i18n.t("No assessment yet")}>
              <p className="soft">
                {i18n.t("Add quizzes, papers and examinations with their weights first.")}
              </p>
            </EmptyState>
          ) : (
            <Sheet key={id} book={book.data} writes={may("ASSESSMENTS_WRITE")} again={again} />
          )}
          <Dialog title={i18n.t("Add assessment")} isOpen={adding} onClose={() => setAdding(false)}>
            <RecordForm
              submit={i18n.t("Add")}
              initial={{ type: "", weight: "10" }}
              fields={assessmentFields()}
              onCancel={() => setAdding(false)}
              onSubmit={async (values) => {
                await addAssessment(id, values.type ?? "", numberOrText(values.weight ?? ""));
                setAdding(false);
                await again();
              }}
            />
          </Dialog>
        </>
      )}
    </SectionFrame>
  );
}

function assessmentFields(): FormField[] {
  return [
    { name: "type", label: i18n.t("Name, such as Quiz 1"), required: true, maxLength: 64 },
    {
      name: "weight",
      label: i18n.t("Weight in percent"),
      kind: "number",
      help: i18n.t("All weights of a section together are 100 at most."),
    },
  ];
}

function Sheet(props: { book: Schema<"Gradebook">; writes: boolean; again: () => void }) {
  const { book, writes } = props;
  const sheet = useGrid(book);
  const [doomed, setDoomed] = useState<Schema<"GradebookColumn"> | null>(null);
  const [editing, setEditing] = useState<Schema<"GradebookColumn"> | null>(null);
  const columns = book.assessments;
  const students = useMemo(() => book.students.map((line) => line.student), [book]);
  const assessments = useMemo(() => columns.map((column) => column.id), [columns]);
  const weight = columns.reduce((sum, column) => sum + column.weight, 0);
  const totals = book.students.map((line) => totalOf(sheet.grid, line, columns).total);
  const states = Object.values(sheet.grid.edits).map((edit) => edit.state);
  const open = states.filter((state) => state === "waiting" || state === "saving").length;
  const bad = states.length - open;

  const onType = useCallback(
    (key: Key, text: string) => sheet.change((grid) => type(grid, key, text)),
    [sheet.change],
  );
  const onPaste = useCallback(
    (student: number, assessment: number, text: string) =>
      sheet.change((grid) => paste(grid, students, assessments, { student, assessment }, blockOf(text))),
    [sheet.change, students, assessments],
  );

  return (
    <>
      <Card
        title={i18n.t("Weights {weight} of 100", { weight })}
        actions={
          <>
            <span role="status" className="small">
              {bad > 0
                ? i18n.t("{count, plural, one {# cell needs you} other {# cells need you}}", { count: bad })
                : open > 0
                  ? i18n.t("Saving {count} …", { count: open })
                  : i18n.t("All saved")}
            </span>
            {writes && (
              <Button small onPress={sheet.undo} isDisabled={!sheet.canUndo}>
                {i18n.t("Undo")}
              </Button>
            )}
          </>
        }
        flush
      >
        {sheet.fault && (
          <Notice tone="bad">
            <div className="row between">
              {sheet.fault}
              <Button small onPress={sheet.retry}>
                {i18n.t("Try again")}
              </Button>
            </div>
          </Notice>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={styles.scroll} tabIndex={0} aria-label={i18n.t("Grade sheet")}>
          <table className={styles.sheet}>
            <thead>
              <tr>
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
                        onClick={() => setEditing(column)}
                      >
                        {i18n.t("Edit")}
                      </button>
                    )}
                  </th>
                ))}
                <th scope="col">{i18n.t("Total")}</th>
              </tr>
            </thead>
            <tbody>
              {book.students.map((line) => (
                <SheetRow
                  key={line.student}
                  line={line}
                  columns={columns}
                  cells={cellsOfLine(sheet.grid, line, columns)}
                  writes={writes}
                  onType={onType}
                  onPaste={onPaste}
                />
              ))}
            </tbody>
          </table>
        </section>
        {Object.entries(sheet.grid.edits)
          .filter(([, edit]) => edit.state === "conflict")
          .map(([key, edit]) => (
            <Conflict
              key={key}
              who={nameOf(book, key as Key)}
              mine={edit.text}
              theirs={sheet.theirs[key as Key]?.score}
              onKeep={(mine) => sheet.settle(key as Key, mine)}
            />
          ))}
      </Card>
      <Card title={i18n.t("Distribution of totals")}>
        <Bars label={i18n.t("Distribution of totals")} bars={distribution(totals)} />
      </Card>
      <Dialog
        title={i18n.t("Edit {name}", { name: editing?.type ?? "" })}
        isOpen={editing !== null}
        onClose={() => setEditing(null)}
      >
        {editing && (
          <div className="stack">
            <RecordForm
              submit={i18n.t("Save")}
              initial={{ type: editing.type, weight: String(editing.weight) }}
              fields={assessmentFields()}
              onCancel={() => setEditing(null)}
              onSubmit={async (values) => {
                await changeAssessment(editing.id, values.type ?? "", numberOrText(values.weight ?? ""));
                setEditing(null);
                tell(i18n.t("Saved."));
                props.again();
              }}
            />
            <div className="row">
              <Button
                variant="danger"
                onPress={() => {
                  setDoomed(editing);
                  setEditing(null);
                }}
              >
                {i18n.t("Delete assessment")}
              </Button>
            </div>
          </div>
        )}
      </Dialog>
      <Confirm
        title={i18n.t("Delete {name}?", { name: doomed?.type ?? "" })}
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        confirm={i18n.t("Delete assessment")}
        danger
        onConfirm={async () => {
          if (doomed) await removeAssessment(doomed.id);
          tell(i18n.t("Deleted."));
          props.again();
        }}
      >
        <p>{i18n.t("An assessment with scores cannot be deleted; clear its scores first.")}</p>
      </Confirm>
    </>
  );
}

type Cell = { text: string; state: Edit["state"] | "saved"; note: string; max: number };

/** A row's cells in one text, so that a row is drawn again only when one of its own changes. */
function cellsOfLine(
  grid: Grid,
  line: Schema<"GradebookLine">,
  columns: Schema<"GradebookColumn">[],
): string {
  return JSON.stringify(
    columns.map((column): Cell => {
      const key = keyOf(line.student, column.id);
      const edit = grid.edits[key];
      return {
        text: textOf(grid, key),
        state: edit?.state ?? "saved",
        note: edit?.note ?? "",
        max: grid.held[key]?.max ?? column.max_score,
      };
    }),
  );
}

const SheetRow = memo(function SheetRow(props: {
  line: Schema<"GradebookLine">;
  columns: Schema<"GradebookColumn">[];
  cells: string;
  writes: boolean;
  onType: (key: Key, text: string) => void;
  onPaste: (student: number, assessment: number, text: string) => void;
}) {
  const { line, columns } = props;
  const cells = JSON.parse(props.cells) as Cell[];
  const grid: Grid = { held: {}, edits: {} };
  columns.forEach((column, index) => {
    const cell = cells[index] as Cell;
    const key = keyOf(line.student, column.id);
    grid.held[key] = { score: null, max: cell.max, version: null };
    grid.edits[key] = { text: cell.text, state: "waiting" };
  });
  const { total, missing } = totalOf(grid, line, columns);
  return (
    <tr>
      <th scope="row">
        {line.name}
        <span className="small soft figures">
          <bdi>{line.reg_no}</bdi>
        </span>
      </th>
      {columns.map((column, index) => {
        const cell = cells[index] as Cell;
        return (
          <td key={column.id} data-state={cell.state} title={cell.note || undefined}>
            <input
              className={styles.cell}
              value={cell.text}
              readOnly={!props.writes}
              inputMode="decimal"
              aria-label={`${line.name}, ${column.type}`}
              aria-invalid={cell.state === "invalid" || cell.state === "conflict"}
              onChange={(event) => props.onType(keyOf(line.student, column.id), event.target.value)}
              onFocus={(event) => event.target.select()}
              onKeyDown={move}
              onPaste={(event) => {
                const text = event.clipboardData.getData("text/plain");
                if (!props.writes || !/[\t\n]/.test(text)) return;
                event.preventDefault();
                props.onPaste(line.student, column.id, text);
              }}
            />
          </td>
        );
      })}
      <td className={styles.total}>
        <strong>{total}</strong>
        {missing > 0 && (
          <span className="small soft">
            {i18n.t("{count, plural, one {# missing} other {# missing}}", { count: missing })}
          </span>
        )}
      </td>
    </tr>
  );
});

/** Enter and the arrows go from cell to cell; left and right only from the end of a text. */
function move(event: React.KeyboardEvent<HTMLInputElement>) {
  const input = event.currentTarget;
  const cell = input.closest("td") as HTMLTableCellElement;
  const row = cell.parentElement as HTMLTableRowElement;
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const atStart = whole || input.selectionEnd === 0;
  const atEnd = whole || input.selectionStart === input.value.length;
  const rtl = document.documentElement.dir === "rtl";
  let target: Element | null | undefined;
  if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey))
    target = (row.nextElementSibling as HTMLTableRowElement | null)?.cells[cell.cellIndex];
  else if (event.key === "ArrowUp" || event.key === "Enter")
    target = (row.previousElementSibling as HTMLTableRowElement | null)?.cells[cell.cellIndex];
  else if (event.key === "ArrowRight" && (rtl ? atStart : atEnd))
    target = rtl ? cell.previousElementSibling : cell.nextElementSibling;
  else if (event.key === "ArrowLeft" && (rtl ? atEnd : atStart))
    target = rtl ? cell.nextElementSibling : cell.previousElementSibling;
  const next = target?.querySelector("input");
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

function nameOf(book: Schema<"Gradebook">, key: Key): string {
  const [student, assessment] = key.split(":").map(Number);
  const line = book.students.find((candidate) => candidate.student === student);
  const column = book.assessments.find((candidate) => candidate.id === assessment);
  return `${line?.name ?? ""}, ${column?.type ?? ""}`;
}

function Conflict(props: {
  who: string;
  mine: string;
  theirs: number | null | undefined;
  onKeep: (mine: boolean) => void;
}) {
  return (
    <div className={styles.conflict}>
      <Notice tone="warn">
        <div className="row between">
          <span>
            {i18n.t("{who}: you wrote {mine}, somebody else {theirs}.", {
              who: props.who,
              mine: props.mine || "–",
              theirs: props.theirs ?? "–",
            })}
          </span>
          <span className="row">
            <Button small onPress={() => props.onKeep(false)}>
              {i18n.t("Take theirs")}
            </Button>
            <Button small onPress={() => props.onKeep(true)}>
              {i18n.t("Keep mine")}
            </Button>
          </span>
        </div>
      </Notice>
    </div>
  );
}
