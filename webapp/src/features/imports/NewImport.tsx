import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schema } from "../../api/client";
import { messageOf } from "../../api/problem";
import { Button } from "../../ui/Button";
import { FileDrop } from "../../ui/FileDrop";
import { Notice, Skeleton } from "../../ui/Notice";
import { Tile } from "../../ui/Page";
import { SelectField } from "../../ui/TextField";
import { tell } from "../../ui/toast";
import { FaultTable } from "./FaultTable";
import { decoded, guess, headsOf, refusal, renamed, unknownHeads } from "./model";
import { apply, check, downloadRejects, useTemplateHeads } from "./queries";

/** What is to be sent: the file, and its text where other heads can be written here. */
type Chosen = { file: File; text: string | null };

/** A file on its way in: chosen, checked, its columns named, and applied. */
export function NewImport({ kind, onApplied }: { kind: string; onApplied: (id: number) => void }) {
  const queries = useQueryClient();
  const known = useTemplateHeads(kind);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [checked, setChecked] = useState<Schema<"ImportChecked"> | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");

  async function tryOut(next: Chosen) {
    setChosen(next);
    setChecked(null);
    setFault("");
    setBusy(true);
    try {
      setChecked(await check(kind, next.file));
      await queries.invalidateQueries({ queryKey: ["/api/imports/"] });
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  async function take(file: File) {
    const refused = refusal(file);
    if (refused) {
      setChosen(null);
      setChecked(null);
      setFault(refused);
      return;
    }
    await tryOut({ file, text: decoded(new Uint8Array(await file.arrayBuffer())) });
  }

  async function send() {
    if (!chosen) return;
    setBusy(true);
    setFault("");
    try {
      const made = await apply(kind, chosen.file);
      setChosen(null);
      setChecked(null);
      onApplied(made.id);
      await queries.invalidateQueries({ queryKey: ["/api/imports/"] });
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  const heads = chosen?.text == null ? [] : headsOf(chosen.text).heads;
  const unknown = checked ? unknownHeads(checked.errors, heads) : [];
  const headsAreWrong = checked?.errors.some((one) => one.row === 1) ?? false;
  return (
    <div className="stack">
      <FileDrop
        label={i18n.t("Drop a CSV or XLSX file here, or choose one")}
        note={i18n.t("Up to 20 MB. Columns: {heads}", { heads: (known.data ?? []).join(", ") })}
        accept=".csv,.xlsx,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onFile={(file) => void take(file)}
      />
      {fault && <Notice tone="bad">{fault}</Notice>}
      {busy && !checked && <Skeleton lines={3} />}
      {chosen && checked && (
        <>
          <h3>{chosen.file.name}</h3>
          <div className="tiles">
            <Tile label={i18n.t("Would be new")} value={checked.created} />
            <Tile label={i18n.t("Would change")} value={checked.updated} />
            <Tile label={i18n.t("As before")} value={checked.unchanged} />
            <Tile label={i18n.t("Faults")} value={checked.error_count} />
          </div>
          {headsAreWrong && (
            <Notice tone="warn">
              {i18n.t("Expected heads: {known}. Found: {found}.", {
                known: (known.data ?? []).join(", "),
                found: heads.length > 0 ? heads.join(", ") : i18n.t("see the faults below"),
              })}
            </Notice>
          )}
          {unknown.length > 0 && chosen.text !== null && (
            <Heads
              key={chosen.file.lastModified + unknown.join()}
              unknown={unknown}
              known={(known.data ?? []).filter((name) => !heads.includes(name))}
              onNamed={(names) => {
                const text = renamed(chosen.text ?? "", names);
                const file = new File([text], chosen.file.name, { type: "text/csv" });
                return tryOut({ file, text });
              }}
            />
          )}
          {checked.errors.length > 0 && <FaultTable faults={checked.errors} />}
          {checked.error_count > checked.errors.length && (
            <p className="soft">{i18n.t("The first {count} are shown.", { count: checked.errors.length })}</p>
          )}
          <div className="row end">
            {checked.errors.some((one) => one.row > 1) && (
              <Button
                onPress={() =>
                  downloadRejects(checked.id).catch((error) => tell(messageOf(error), { tone: "bad" }))
                }
              >
                {i18n.t("Download the rejected rows")}
              </Button>
            )}
            <Button
              onPress={() => {
                setChosen(null);
                setChecked(null);
              }}
            >
              {i18n.t("Discard")}
            </Button>
            <Button
              variant="primary"
              isPending={busy}
              isDisabled={checked.error_count > 0 || checked.created + checked.updated === 0}
              onPress={send}
            >
              {i18n.t("{count, plural, one {Apply # row} other {Apply # rows}}", {
                count: checked.created + checked.updated,
              })}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Gives columns of other names the ones that the server knows. */
function Heads(props: {
  unknown: string[];
  known: string[];
  onNamed: (names: Record<string, string>) => Promise<void>;
}) {
  const [names, setNames] = useState<Record<string, string>>(() => {
    const left = [...props.known];
    return Object.fromEntries(
      props.unknown.map((head) => {
        const found = guess(head, left);
        if (found) left.splice(left.indexOf(found), 1);
        return [head, found];
      }),
    );
  });
  return (
    <div className="stack">
      <h3>{i18n.t("Which columns are these?")}</h3>
      <div className="row fields">
        {props.unknown.map((head) => (
          <SelectField
            key={head}
            label={head}
            value={names[head] ?? ""}
            onChange={(value) => setNames({ ...names, [head]: value })}
            options={[
              { value: "", label: i18n.t("Leave out") },
              ...props.known.map((name) => ({ value: name, label: name })),
            ]}
          />
        ))}
        <Button variant="primary" onPress={() => void props.onNamed(names)}>
          {i18n.t("Check again")}
        </Button>
      </div>
    </div>
  );
}
