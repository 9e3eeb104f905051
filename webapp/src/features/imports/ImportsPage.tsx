import { i18n } from "@lingui/core";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Row } from "../../api/client";
import { messageOf } from "../../api/problem";
import { useSession } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Badge } from "../../ui/Notice";
import { Card, Page } from "../../ui/Page";
import { SelectField } from "../../ui/TextField";
import { tell } from "../../ui/toast";
import { ImportCard } from "./ImportCard";
import { kindLabel, kindsOf, stateLabel } from "./model";
import { NewImport } from "./NewImport";
import { downloadTemplate } from "./queries";
import { UndoImport } from "./UndoImport";

type Import = Row<"/api/imports/">;

/** Files of records: tried out, mended, applied, and taken back. */
export default function ImportsPage() {
  const { user } = useSession();
  const [params, setParams] = useSearchParams();
  const [undoing, setUndoing] = useState<number | null>(null);
  const kinds = kindsOf(user.role);
  const kind = kinds.find((name) => name === params.get("new")) ?? kinds[0] ?? "";
  const open = Number(params.get("import"));
  const set = (name: string, value: string) =>
    setParams((former) => {
      const next = new URLSearchParams(former);
      next.set(name, value);
      return next;
    });
  return (
    <Page
      title={i18n.t("Imports")}
      lead={i18n.t("A file is checked first; it is applied as a whole or not at all, and can be taken back.")}
    >
      {open > 0 && <ImportCard key={open} id={open} onUndo={() => setUndoing(open)} />}
      <Card title={i18n.t("New import")}>
        <div className="stack">
          <div className="row fields">
            <SelectField
              label={i18n.t("What the file holds")}
              value={kind}
              onChange={(value) => set("new", value)}
              options={kinds.map((name) => ({ value: name, label: kindLabel(name) }))}
            />
            <Button
              onPress={() => downloadTemplate(kind).catch((error) => tell(messageOf(error), { tone: "bad" }))}
            >
              {i18n.t("Download the template")}
            </Button>
          </div>
          <NewImport key={kind} kind={kind} onApplied={(id) => set("import", String(id))} />
        </div>
      </Card>
      <h2>{i18n.t("Past imports")}</h2>
      <DataGrid
        label={i18n.t("Past imports")}
        path="/api/imports/"
        hint={<p className="soft">{i18n.t("Nothing was imported yet. Download the template to begin.")}</p>}
        filters={[
          {
            name: "kind",
            label: i18n.t("Kind"),
            options: kinds.map((name) => ({ value: name, label: kindLabel(name) })),
          },
          {
            name: "state",
            label: i18n.t("State"),
            options: ["checked", "queued", "applied", "failed", "cancelled", "undone"].map((state) => ({
              value: state,
              label: stateLabel(state),
            })),
          },
        ]}
        columns={[
          {
            key: "at",
            csv: ["created_at"],
            label: i18n.t("When"),
            order: "created_at",
            cell: (row) => instant(row.created_at),
          },
          { key: "kind", label: i18n.t("Kind"), cell: (row) => kindLabel(row.kind) },
          { key: "file", csv: ["file_name"], label: i18n.t("File"), cell: (row) => row.file_name || "–" },
          { key: "state", label: i18n.t("State"), cell: (row) => <StateOf row={row} /> },
          { key: "created", label: i18n.t("New"), figures: true, cell: (row) => row.created },
          { key: "updated", label: i18n.t("Changed"), figures: true, cell: (row) => row.updated },
          {
            key: "errors",
            csv: ["error_count"],
            label: i18n.t("Faults"),
            figures: true,
            cell: (row) => row.error_count,
          },
          { key: "by", csv: ["created_by"], label: i18n.t("By"), cell: (row) => row.created_by },
        ]}
        rowActions={(row) => (
          <div className="row">
            <Button
              small
              onPress={() => set("import", String(row.id))}
              aria-label={i18n.t("Show import {id}", { id: row.id })}
            >
              {i18n.t("Show")}
            </Button>
            {row.state === "applied" && (
              <Button
                small
                variant="quiet"
                onPress={() => setUndoing(row.id)}
                aria-label={i18n.t("Undo import {id}", { id: row.id })}
              >
                {i18n.t("Undo")}
              </Button>
            )}
          </div>
        )}
      />
      <UndoImport id={undoing} onClose={() => setUndoing(null)} />
    </Page>
  );
}

function StateOf({ row }: { row: Import }) {
  const tone =
    row.state === "applied"
      ? "good"
      : row.state === "failed"
        ? "bad"
        : row.state === "queued"
          ? "info"
          : "plain";
  return <Badge tone={tone}>{stateLabel(row.state)}</Badge>;
}
