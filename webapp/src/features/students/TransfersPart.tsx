import { i18n } from "@lingui/core";
import { useState } from "react";
import type { Row } from "../../api/client";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { entityField } from "../../ui/EntityField";
import { ListCard } from "../../ui/ListCard";
import { Badge } from "../../ui/Notice";
import { numberOrText, RecordForm } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";
import { type useOf, useOfficeActs } from "./queries";

/** Courses passed elsewhere that count here. */
export function TransfersPart(props: {
  student: number;
  transfers: ReturnType<typeof useOf<"/api/transfer-credits/">>;
}) {
  const may = useMay();
  const acts = useOfficeActs(props.student);
  const [recording, setRecording] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Row<"/api/transfer-credits/"> | null>(null);
  const writes = may("TRANSFER_CREDITS_WRITE");
  return (
    <>
      <ListCard
        title={i18n.t("Transfer credits")}
        query={props.transfers}
        empty={i18n.t("No credit was transferred.")}
        heads={[
          i18n.t("Course"),
          i18n.t("Earned at"),
          i18n.t("Credits"),
          i18n.t("Recorded"),
          i18n.t("State"),
          i18n.t("Actions"),
        ]}
        actions={
          writes && <Button onPress={() => setRecording(true)}>{i18n.t("Record a transfer credit")}</Button>
        }
        cells={(row) => [
          `${row.code} ${row.title}`,
          row.grade ? `${row.institution} (${row.grade})` : row.institution,
          row.credits,
          `${instant(row.recorded_at)} · ${row.recorded_by}`,
          row.active ? (
            <Badge key="state" tone="good">
              {i18n.t("Counts")}
            </Badge>
          ) : (
            <span key="state">
              <Badge tone="plain">{i18n.t("Withdrawn")}</Badge>{" "}
              <span className="small soft">{row.withdrawal_reason}</span>
            </span>
          ),
          writes && row.active && (
            <Button
              key="withdraw"
              small
              variant="quiet"
              onPress={() => setWithdrawing(row)}
              aria-label={i18n.t("Withdraw {name}", { name: row.code })}
            >
              {i18n.t("Withdraw")}
            </Button>
          ),
        ]}
      />
      <Dialog
        title={i18n.t("Record a transfer credit")}
        isOpen={recording}
        onClose={() => setRecording(false)}
        size="drawer"
      >
        <RecordForm
          submit={i18n.t("Save")}
          initial={{ course: "", institution: "", grade: "", credits: "3" }}
          fields={[
            entityField({
              name: "course",
              label: i18n.t("Course here that it stands for"),
              required: true,
              path: "/api/courses/",
              labelOf: (course) => ({ id: String(course.id), text: `${course.code} ${course.title}` }),
            }),
            { name: "institution", label: i18n.t("Institution"), required: true },
            { name: "grade", label: i18n.t("Grade there") },
            { name: "credits", label: i18n.t("Credits"), kind: "number", required: true },
          ]}
          onCancel={() => setRecording(false)}
          onSubmit={async (values) => {
            await acts.recordTransfer({
              course: numberOrText(values.course ?? "") as number,
              institution: values.institution ?? "",
              grade: values.grade ?? "",
              credits: numberOrText(values.credits ?? "") as number,
            });
            setRecording(false);
            tell(i18n.t("Saved."));
          }}
        />
      </Dialog>
      <Dialog
        title={i18n.t("Withdraw {name}", { name: withdrawing?.code ?? "" })}
        isOpen={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
      >
        <RecordForm
          submit={i18n.t("Withdraw")}
          initial={{ reason: "" }}
          fields={[{ name: "reason", label: i18n.t("Reason"), kind: "textarea", required: true }]}
          onCancel={() => setWithdrawing(null)}
          onSubmit={async (values) => {
            if (withdrawing) await acts.withdrawTransfer(withdrawing, values.reason ?? "");
            setWithdrawing(null);
            tell(i18n.t("The transfer credit is withdrawn."));
          }}
        />
      </Dialog>
    </>
  );
}
