import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { api, ok, type Row, type Schema } from "../../api/client";
import { messageOf } from "../../api/problem";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { CrudPage } from "../../ui/CrudPage";
import { EntityField } from "../../ui/EntityField";
import { Badge } from "../../ui/Notice";
import type { Values } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";

type Hold = Row<"/api/holds/">;

function bodyOf(values: Values): Schema<"HoldBody"> {
  return {
    student: Number(values.student),
    type: (values.type ?? "dues") as "dues",
    reason: values.reason ?? "",
  };
}

export default function HoldsPage() {
  const may = useMay();
  const queries = useQueryClient();
  const types = [
    { value: "dues", label: i18n.t("Unpaid dues") },
    { value: "disciplinary", label: i18n.t("Disciplinary") },
    { value: "other", label: i18n.t("Other") },
  ];
  const release = (hold: Hold) =>
    ok(api.POST("/api/holds/{id}/release/", { params: { path: { id: hold.id } }, body: {} }))
      .then(() => {
        tell(i18n.t("The hold is released."));
        return queries.invalidateQueries({ queryKey: ["/api/holds/"] });
      })
      .catch((error) => tell(messageOf(error), { tone: "bad" }));
  return (
    <CrudPage
      title={i18n.t("Holds")}
      path="/api/holds/"
      writable={may("HOLDS_WRITE")}
      add={i18n.t("Place a hold")}
      nameOf={(hold: Hold) => `${hold.student_detail.reg_no} ${hold.type}`}
      filters={[
        {
          name: "active",
          label: i18n.t("State"),
          options: [
            { value: "true", label: i18n.t("Active") },
            { value: "false", label: i18n.t("Released") },
          ],
        },
        { name: "type", label: i18n.t("Kind"), options: types },
      ]}
      columns={[
        {
          key: "student",
          label: i18n.t("Student"),
          cell: (row) => `${row.student_detail.reg_no} ${row.student_detail.name}`,
        },
        {
          key: "type",
          label: i18n.t("Kind"),
          cell: (row) => types.find((type) => type.value === row.type)?.label ?? row.type,
        },
        { key: "reason", label: i18n.t("Reason"), cell: (row) => row.reason },
        {
          key: "placed",
          label: i18n.t("Placed"),
          order: "placed_at",
          cell: (row) => `${instant(row.placed_at)} · ${row.placed_by}`,
        },
        {
          key: "state",
          label: i18n.t("State"),
          cell: (row) => (
            <Badge tone={row.active ? "warn" : "plain"}>
              {row.active ? i18n.t("Active") : i18n.t("Released")}
            </Badge>
          ),
        },
      ]}
      rowActions={(hold) =>
        may("HOLDS_WRITE") &&
        hold.active && (
          <Button
            small
            onPress={() => release(hold)}
            aria-label={i18n.t("Release the hold of {name}", { name: hold.student_detail.name })}
          >
            {i18n.t("Release")}
          </Button>
        )
      }
      fields={(hold) => [
        ...(hold
          ? []
          : [
              {
                name: "student",
                label: i18n.t("Student"),
                render: (value: string, change: (value: string) => void, fault: string | undefined) => (
                  <EntityField
                    key="student"
                    label={i18n.t("Student")}
                    path="/api/students/"
                    value={value}
                    labelOf={(row) => ({ id: String(row.id), text: row.name, note: row.reg_no })}
                    onChange={change}
                    errorMessage={fault}
                  />
                ),
              },
            ]),
        { name: "type", label: i18n.t("Kind"), kind: "select", options: types },
        {
          name: "reason",
          label: i18n.t("Reason"),
          kind: "textarea",
          required: true,
          maxLength: 255,
          help: i18n.t("The student reads it."),
        },
      ]}
      valuesOf={(hold) => ({
        student: hold ? String(hold.student) : "",
        type: hold?.type ?? "dues",
        reason: hold?.reason ?? "",
      })}
      create={(values) => ok(api.POST("/api/holds/", { body: bodyOf(values) }))}
      update={(hold, values) =>
        ok(api.PATCH("/api/holds/{id}/", { params: { path: { id: hold.id } }, body: bodyOf(values) }))
      }
    />
  );
}
