import { i18n } from "@lingui/core";
import { useState } from "react";
import { messageOf } from "../../api/problem";
import { Progress } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Badge, Notice } from "../../ui/Notice";
import { TextField } from "../../ui/TextField";
import { useSectionDeed } from "./queries";
import { type Deed, inTurn, obstacle, type Report, type SectionProgress, withoutResult } from "./term";

/** Publishes or freezes the sections chosen, one after the other, after the word is typed. */
export function TermDeed(props: {
  deed: Deed | null;
  rows: SectionProgress[];
  onClose: () => void;
  onDone: () => void;
}) {
  return (
    <Dialog
      title={
        props.deed === "freeze"
          ? i18n.t("{count, plural, one {Freeze # section} other {Freeze # sections}}", {
              count: props.rows.length,
            })
          : i18n.t("{count, plural, one {Publish # section} other {Publish # sections}}", {
              count: props.rows.length,
            })
      }
      isOpen={props.deed !== null}
      onClose={props.onClose}
      isDismissable={false}
      size="wide"
    >
      {props.deed && <Deliberate {...props} deed={props.deed} />}
    </Dialog>
  );
}

function Deliberate({
  deed,
  rows,
  onClose,
  onDone,
}: {
  deed: Deed;
  rows: SectionProgress[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { act, readAgain } = useSectionDeed();
  const [typed, setTyped] = useState("");
  const [reports, setReports] = useState<Report[]>([]);
  const [state, setState] = useState<"asking" | "running" | "over">("asking");
  const word = deed === "publish" ? i18n.t("publish") : i18n.t("freeze");
  const able = rows.filter((row) => obstacle(row, deed) === "");
  const left = rows.length - able.length;
  const missing = able.reduce((sum, row) => sum + withoutResult(row), 0);
  const results = able.reduce((sum, row) => sum + (deed === "publish" ? row.drafts : row.published), 0);

  async function run() {
    setState("running");
    await inTurn(able, (section) => act(deed, section), messageOf, setReports);
    setState("over");
    await readAgain();
  }

  if (state !== "asking")
    return (
      <div className="stack">
        <Progress label={i18n.t("Sections done")} done={reports.length} total={able.length} />
        <ul className="stack tight">
          {reports.map((report) => (
            <li key={report.id} className="row between">
              <span>{report.name}</span>
              {report.fault ? (
                <span>
                  <Badge tone="bad">{i18n.t("Nothing was changed")}</Badge> {report.fault}
                </span>
              ) : (
                <Badge tone="good">
                  {i18n.t("{count, plural, one {# result} other {# results}}", { count: report.count })}
                </Badge>
              )}
            </li>
          ))}
        </ul>
        {state === "over" && (
          <div className="row end">
            <Button
              variant="primary"
              onPress={() => {
                onDone();
                onClose();
              }}
            >
              {i18n.t("Done")}
            </Button>
          </div>
        )}
      </div>
    );
  if (able.length === 0)
    return (
      <div className="stack">
        <Passed left={left} />
        <div className="row end">
          <Button autoFocus onPress={onClose}>
            {i18n.t("Close")}
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim().toLowerCase() === word) void run();
      }}
    >
      <p>
        {deed === "publish"
          ? i18n.t(
              "{results, plural, one {# draft becomes} other {# drafts become}} visible to students, who are told by mail. A published grade is changed by two people only.",
              { results },
            )
          : i18n.t(
              "{results, plural, one {# published result is} other {# published results are}} frozen. A frozen result is never changed.",
              { results },
            )}
      </p>
      {missing > 0 && (
        <Notice tone="warn">
          {i18n.t(
            "{missing, plural, one {# enrolled student has} other {# enrolled students have}} no result in these sections.",
            { missing },
          )}
        </Notice>
      )}
      {left > 0 && <Passed left={left} />}
      <ul className="small">
        {able.map((row) => (
          <li key={row.id}>
            {row.section_detail.course_code} {row.section_detail.course_title} · {row.section_detail.term}
          </li>
        ))}
      </ul>
      <TextField
        label={i18n.t("Type {word} to go on", { word })}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        autoFocus
      />
      <div className="row end">
        <Button onPress={onClose}>{i18n.t("Cancel")}</Button>
        <Button
          type="submit"
          variant={deed === "freeze" ? "danger" : "primary"}
          isDisabled={typed.trim().toLowerCase() !== word}
        >
          {deed === "publish" ? i18n.t("Publish") : i18n.t("Freeze")}
        </Button>
      </div>
    </form>
  );
}

/** Which of the chosen sections the deed leaves alone. */
function Passed({ left }: { left: number }) {
  return (
    <Notice>
      {i18n.t(
        "{left, plural, one {# section is} other {# sections are}} passed over: nothing to do there, or drafts still stand.",
        { left },
      )}
    </Notice>
  );
}
