import { i18n } from "@lingui/core";
import { api, ifMatch, ok, type Schema } from "../../api/client";
import { useMay } from "../../app/session";
import { day } from "../../lib/format";
import { CrudPage } from "../../ui/CrudPage";
import { Badge } from "../../ui/Notice";
import type { Values } from "../../ui/RecordForm";

function bodyOf(values: Values): Schema<"TermBody"> {
  return {
    name: values.name ?? "",
    status: (values.status ?? "open") as "open",
    start_date: values.start_date || null,
    end_date: values.end_date || null,
  };
}

export default function TermsPage() {
  const may = useMay();
  const statuses = [
    { value: "open", label: i18n.t("Open") },
    { value: "closed", label: i18n.t("Closed") },
  ];
  return (
    <CrudPage
      title={i18n.t("Terms")}
      path="/api/terms/"
      writable={may("ACADEMICS_WRITE")}
      add={i18n.t("Add term")}
      nameOf={(term) => term.name}
      filters={[{ name: "status", label: i18n.t("Status"), options: statuses }]}
      columns={[
        { key: "name", label: i18n.t("Name"), order: "name", cell: (row) => row.name },
        {
          key: "status",
          label: i18n.t("Status"),
          cell: (row) => (
            <Badge tone={row.status === "open" ? "good" : "plain"}>
              {row.status === "open" ? i18n.t("Open") : i18n.t("Closed")}
            </Badge>
          ),
        },
        {
          key: "start",
          csv: ["start_date"],
          label: i18n.t("Starts"),
          order: "start_date",
          cell: (row) => day(row.start_date),
        },
        {
          key: "end",
          csv: ["end_date"],
          label: i18n.t("Ends"),
          order: "end_date",
          cell: (row) => day(row.end_date),
        },
      ]}
      fields={() => [
        { name: "name", label: i18n.t("Name"), required: true, maxLength: 32 },
        { name: "status", label: i18n.t("Status"), kind: "select", options: statuses },
        { name: "start_date", label: i18n.t("Starts"), kind: "date" },
        { name: "end_date", label: i18n.t("Ends"), kind: "date" },
      ]}
      valuesOf={(term) => ({
        name: term?.name ?? "",
        status: term?.status ?? "open",
        start_date: term?.start_date ?? "",
        end_date: term?.end_date ?? "",
      })}
      create={(values) => ok(api.POST("/api/terms/", { body: bodyOf(values) }))}
      update={(term, values, etag) =>
        ok(
          api.PATCH("/api/terms/{id}/", {
            params: { path: { id: term.id } },
            body: bodyOf(values),
            ...ifMatch(etag),
          }),
        )
      }
      remove={(term, condition) =>
        ok(api.DELETE("/api/terms/{id}/", { params: { path: { id: term.id } }, ...condition }))
      }
    />
  );
}
