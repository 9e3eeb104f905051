import { i18n } from "@lingui/core";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Row } from "../../api/client";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Dialog } from "../../ui/Dialog";
import { Facts, Page } from "../../ui/Page";
import { TextField } from "../../ui/TextField";

type Entry = Row<"/api/audit/">;

export default function AuditPage() {
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<Entry | null>(null);
  const [actor, setActor] = useState(params.get("actor") ?? "");
  const [entity, setEntity] = useState(params.get("entity") ?? "");
  const fixed: Record<string, string> = {};
  for (const name of ["actor", "entity", "date_from", "date_to"]) {
    const value = params.get(name);
    if (value) fixed[name] = value;
  }
  const set = (name: string, value: string) =>
    setParams((former) => {
      const next = new URLSearchParams(former);
      if (value) next.set(name, value);
      else next.delete(name);
      next.delete("page");
      return next;
    });
  return (
    <Page title={i18n.t("Audit")} lead={i18n.t("Every write, who made it, and what it changed.")}>
      <form
        className="row fields"
        onSubmit={(event) => {
          event.preventDefault();
          set("actor", actor.trim());
          set("entity", entity.trim());
        }}
      >
        <TextField label={i18n.t("User")} value={actor} onChange={setActor} />
        <TextField label={i18n.t("Record kind")} value={entity} onChange={setEntity} />
        <TextField
          label={i18n.t("From")}
          type="date"
          value={params.get("date_from") ?? ""}
          onChange={(value) => set("date_from", value)}
        />
        <TextField
          label={i18n.t("To")}
          type="date"
          value={params.get("date_to") ?? ""}
          onChange={(value) => set("date_to", value)}
        />
        <Button type="submit">{i18n.t("Find")}</Button>
      </form>
      <DataGrid
        label={i18n.t("Audit")}
        path="/api/audit/"
        searchable={false}
        fixed={fixed}
        filters={[
          {
            name: "method",
            label: i18n.t("Act"),
            options: [
              { value: "POST", label: i18n.t("Added or done (POST)") },
              { value: "PATCH", label: i18n.t("Changed (PATCH)") },
              { value: "PUT", label: i18n.t("Replaced (PUT)") },
              { value: "DELETE", label: i18n.t("Deleted (DELETE)") },
            ],
          },
        ]}
        columns={[
          {
            key: "at",
            csv: ["timestamp"],
            label: i18n.t("When"),
            order: "timestamp",
            cell: (row) => instant(row.timestamp),
          },
          {
            key: "who",
            csv: ["actor_username"],
            label: i18n.t("Who"),
            cell: (row) => row.actor_username || "–",
          },
          { key: "what", csv: ["summary"], label: i18n.t("What"), wraps: true, cell: (row) => row.summary },
          {
            key: "status",
            csv: ["status_code"],
            label: i18n.t("Answer"),
            order: "status_code",
            figures: true,
            cell: (row) => row.status_code,
          },
          {
            key: "from",
            csv: ["remote_addr"],
            label: i18n.t("Network address"),
            hidden: true,
            cell: (row) => row.remote_addr,
          },
          {
            key: "path",
            csv: ["method", "path"],
            label: i18n.t("Address"),
            hidden: true,
            cell: (row) => `${row.method} ${row.path}`,
          },
        ]}
        rowActions={(row) => (
          <Button
            small
            onPress={() => setOpen(row)}
            aria-label={i18n.t("Changes: {what}", { what: row.summary })}
          >
            {i18n.t("Changes")}
          </Button>
        )}
      />
      <Dialog title={open?.summary ?? ""} isOpen={open !== null} onClose={() => setOpen(null)} size="wide">
        {open && <Changes entry={open} />}
      </Dialog>
    </Page>
  );
}

function Changes({ entry }: { entry: Entry }) {
  const changes = Object.entries((entry.changes ?? {}) as Record<string, [unknown, unknown]>);
  return (
    <div className="stack">
      <Facts
        facts={[
          [i18n.t("When"), instant(entry.timestamp)],
          [i18n.t("Who"), entry.actor_username],
          [i18n.t("Network address"), entry.remote_addr],
          [i18n.t("Address"), `${entry.method} ${entry.path}`],
          [i18n.t("Request"), entry.request_id],
        ]}
      />
      {changes.length === 0 ? (
        <p className="soft">{i18n.t("No field of a record was changed by it.")}</p>
      ) : (
        <div className="scroll">
          <table className="plain">
            <thead>
              <tr>
                <th>{i18n.t("Field")}</th>
                <th>{i18n.t("Before")}</th>
                <th>{i18n.t("After")}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(([field, [before, after]]) => (
                <tr key={field}>
                  <td>{field}</td>
                  <td>{shown(before)}</td>
                  <td>{shown(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
