import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { releaseHold } from "../../api/acts";
import { api, ifMatch, ok, type Row, type Schema } from "../../api/client";
import { messageOf } from "../../api/problem";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { CrudPage } from "../../ui/CrudPage";
import { entityField } from "../../ui/EntityField";
import { HoldState, holdFields, holdType, holdTypes } from "../../ui/holds";
import { numberOrText, type Values } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";

type Hold = Row<"/api/holds/">;

function bodyOf(values: Values): Schema<"HoldBody"> {
  return {
    student: numberOrText(values.student ?? "") as number,
    type: (values.type ?? "dues") as "dues",
    reason: values.reason ?? "",
  };
}

export default function HoldsPage() {
  const may = useMay();
  const queries = useQueryClient();
  const release = (hold: Hold) =>
    releaseHold(hold)
      .then(() => tell(i18n.t("The hold is released.")))
      .catch((error) => tell(messageOf(error), { tone: "bad" }))
      .finally(() => queries.invalidateQueries({ queryKey: ["/api/holds/"] }));
  return (
    <CrudPage
      title={i18n.t("Holds")}
      path="/api/holds/"
      writable={may("HOLDS_WRITE")}
      add={i18n.t("Place a hold")}
      nameOf={(hold: Hold) => `${hold.student_detail.reg_no} ${holdType(hold.type)}`}
      filters={[
        {
          name: "active",
          label: i18n.t("State"),
          options: [
            { value: "true", label: i18n.t("Active") },
            { value: "false", label: i18n.t("Released") },
          ],
        },
        { name: "type", label: i18n.t("Kind"), options: holdTypes() },
      ]}
      columns={[
        {
          key: "student",
          csv: ["student_detail.reg_no", "student_detail.name"],
          label: i18n.t("Student"),
          cell: (row) => `${row.student_detail.reg_no} ${row.student_detail.name}`,
        },
        {
          key: "type",
          label: i18n.t("Kind"),
          cell: (row) => holdType(row.type),
        },
        { key: "reason", label: i18n.t("Reason"), wraps: true, cell: (row) => row.reason },
        {
          key: "placed",
          csv: ["placed_at", "placed_by"],
          label: i18n.t("Placed"),
          order: "placed_at",
          cell: (row) => `${instant(row.placed_at)} · ${row.placed_by}`,
        },
        {
          key: "state",
          csv: ["active"],
          label: i18n.t("State"),
          cell: (row) => <HoldState active={row.active} />,
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
              entityField({
                name: "student",
                label: i18n.t("Student"),
                required: true,
                path: "/api/students/",
                labelOf: (row) => ({ id: String(row.id), text: row.name, note: row.reg_no }),
              }),
            ]),
        ...holdFields(),
      ]}
      valuesOf={(hold) => ({
        student: hold ? String(hold.student) : "",
        type: hold?.type ?? "dues",
        reason: hold?.reason ?? "",
      })}
      create={(values) => ok(api.POST("/api/holds/", { body: bodyOf(values) }))}
      update={(hold, values, etag) =>
        ok(
          api.PATCH("/api/holds/{id}/", {
            params: { path: { id: hold.id } },
            body: bodyOf(values),
            ...ifMatch(etag),
          }),
        )
      }
    />
  );
}
