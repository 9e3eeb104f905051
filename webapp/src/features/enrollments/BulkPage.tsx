import { i18n } from "@lingui/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { messageOf } from "../../api/problem";
import { Button } from "../../ui/Button";
import { useUnsaved } from "../../ui/Dialog";
import { EntityField } from "../../ui/EntityField";
import { Badge, Notice } from "../../ui/Notice";
import { Card, Page } from "../../ui/Page";
import { TextArea, TextField } from "../../ui/TextField";
import { type Line, linesOf, numbersIn } from "./model";
import { check, enroll, numbersOf } from "./queries";

const MOST = 1_000;

/** Many students into one section: by their numbers, or those of a program's batch. */
export default function BulkPage() {
  const navigate = useNavigate();
  const [section, setSection] = useState("");
  const [text, setText] = useState("");
  const [program, setProgram] = useState("");
  const [batch, setBatch] = useState("");
  const [lines, setLines] = useState<Line[] | null>(null);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const numbers = numbersIn(text);
  useUnsaved(numbers.length > 0);

  async function work(deed: () => Promise<void>) {
    setBusy(true);
    setFault("");
    try {
      await deed();
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  function write(next: string) {
    setText(next);
    setLines(null);
  }

  const fresh = lines?.filter((line) => line.state === "new" || line.state === "again").length ?? 0;
  const faults = lines?.filter((line) => line.state === "fault") ?? [];
  return (
    <Page
      title={i18n.t("Enroll many")}
      lead={i18n.t("The list is checked first; it is enrolled as a whole or not at all, and can be undone.")}
    >
      <div className="grid-2">
        <Card title={i18n.t("Who and where")}>
          <div className="stack">
            <EntityField
              label={i18n.t("Section")}
              path="/api/sections/"
              value={section}
              labelOf={(row) => ({
                id: String(row.id),
                text: `${row.course_detail.code} ${row.term}`,
                note: `${row.course_detail.title} · ${row.teacher_name || "–"}`,
              })}
              onChange={(id) => {
                setSection(id);
                setLines(null);
              }}
            />
            <TextArea
              label={i18n.t("Registration numbers")}
              value={text}
              onChange={write}
              rows={10}
              help={i18n.t("One a line, as copied from a spreadsheet; at most {most}.", { most: MOST })}
            />
          </div>
        </Card>
        <Card title={i18n.t("Add a batch")}>
          <div className="stack">
            <EntityField
              label={i18n.t("Program")}
              path="/api/programs/"
              value={program}
              labelOf={(row) => ({ id: row.name, text: row.name })}
              onChange={setProgram}
            />
            <TextField
              label={i18n.t("Registration number begins with")}
              value={batch}
              onChange={setBatch}
              autoComplete="off"
              help={i18n.t("As 2025-MBBS; may be empty for the whole program.")}
            />
            <div className="row end">
              <Button
                isDisabled={program === "" || busy}
                onPress={() =>
                  work(async () => {
                    const found = await numbersOf(program, batch.trim(), MOST);
                    write([...new Set([...numbers, ...found])].join("\n"));
                  })
                }
              >
                {i18n.t("Add active students")}
              </Button>
            </div>
          </div>
        </Card>
      </div>
      {fault && <Notice tone="bad">{fault}</Notice>}
      {numbers.length > MOST && (
        <Notice tone="warn">{i18n.t("At most {most} at once: split the list.", { most: MOST })}</Notice>
      )}
      {lines && (
        <Card title={i18n.t("What would happen")} flush>
          <div className="scroll">
            <table className="plain">
              <thead>
                <tr>
                  <th>{i18n.t("Registration number")}</th>
                  <th>{i18n.t("Outcome")}</th>
                </tr>
              </thead>
              <tbody>
                {[...faults, ...lines.filter((line) => line.state !== "fault")].map((line) => (
                  <tr key={line.regNo}>
                    <td>
                      <bdi>{line.regNo}</bdi>
                    </td>
                    <td>
                      <Outcome line={line} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      )}
      <div className="row end">
        {faults.length > 0 && (
          <Button
            onPress={() =>
              write(numbers.filter((one) => !faults.some((line) => line.regNo === one)).join("\n"))
            }
          >
            {i18n.t("Leave out the faulty")}
          </Button>
        )}
        <Button
          isPending={busy}
          isDisabled={section === "" || numbers.length === 0 || numbers.length > MOST}
          onPress={() => work(async () => setLines(linesOf(numbers, await check(Number(section), numbers))))}
        >
          {i18n.t("{count, plural, one {Check # student} other {Check # students}}", {
            count: numbers.length,
          })}
        </Button>
        <Button
          variant="primary"
          isPending={busy}
          isDisabled={lines === null || faults.length > 0 || fresh === 0}
          onPress={() =>
            work(async () => {
              const made = await enroll(Number(section), numbers);
              navigate(`/imports?import=${made.id}`);
            })
          }
        >
          {i18n.t("{count, plural, one {Enroll # student} other {Enroll # students}}", { count: fresh })}
        </Button>
      </div>
    </Page>
  );
}

function Outcome({ line }: { line: Line }) {
  switch (line.state) {
    case "new":
      return <Badge tone="good">{i18n.t("Will be enrolled")}</Badge>;
    case "again":
      return <Badge tone="good">{i18n.t("Will be enrolled again")}</Badge>;
    case "unchanged":
      return <Badge tone="plain">{i18n.t("Is enrolled already")}</Badge>;
    default:
      return (
        <>
          <Badge tone="bad">{i18n.t("Cannot be enrolled")}</Badge> {line.message}
        </>
      );
  }
}
