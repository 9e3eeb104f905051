import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { stepRequest } from "../../api/acts";
import type { Row } from "../../api/client";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Confirm } from "../../ui/Dialog";
import { Facts, Page } from "../../ui/Page";
import { requestType, requestTypes, Steps } from "../../ui/requests";
import { studentColumns } from "../../ui/students";
import { tell } from "../../ui/toast";
import { type Step, stepsFrom } from "./model";

type Request = Row<"/api/requests/">;

export default function RequestsPage() {
  const may = useMay();
  const queries = useQueryClient();
  const [open, setOpen] = useState<{ request: Request; step: Step } | null>(null);
  const words: Record<Step, string> = {
    approved: i18n.t("Approve"),
    rejected: i18n.t("Reject"),
    completed: i18n.t("Complete and issue"),
  };
  return (
    <Page title={i18n.t("Requests")}>
      <DataGrid
        label={i18n.t("Requests")}
        path="/api/requests/"
        filters={[
          {
            name: "status",
            label: i18n.t("Status"),
            options: [
              { value: "pending", label: i18n.t("Pending") },
              { value: "approved", label: i18n.t("Approved") },
              { value: "completed", label: i18n.t("Completed") },
              { value: "rejected", label: i18n.t("Rejected") },
            ],
          },
          { name: "type", label: i18n.t("Kind"), options: requestTypes() },
        ]}
        columns={[
          ...studentColumns(),
          {
            key: "type",
            label: i18n.t("Kind"),
            cell: (row) => requestType(row.type),
          },
          { key: "notes", label: i18n.t("Notes"), wraps: true, cell: (row) => row.notes || "–" },
          {
            key: "created",
            csv: ["created_at"],
            label: i18n.t("Asked"),
            order: "created_at",
            cell: (row) => instant(row.created_at),
          },
          { key: "status", label: i18n.t("Status"), cell: (row) => <Steps status={row.status} /> },
        ]}
        {...(may("REQUESTS_TRANSITION")
          ? {
              rowActions: (row: Request) => (
                <div className="row">
                  {stepsFrom(row.status).map((step) => (
                    <Button
                      key={step}
                      small
                      variant={step === "rejected" ? "quiet" : "primary"}
                      onPress={() => setOpen({ request: row, step })}
                    >
                      {words[step]}
                    </Button>
                  ))}
                </div>
              ),
            }
          : {})}
      />
      <Confirm
        title={open ? words[open.step] : ""}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        confirm={open ? words[open.step] : ""}
        danger={open?.step === "rejected"}
        onConfirm={async () => {
          if (!open) return;
          await stepRequest(open.request, open.step).finally(() =>
            queries.invalidateQueries({ queryKey: ["/api/requests/"] }),
          );
          tell(i18n.t("Done."));
        }}
      >
        {open && (
          <Facts
            facts={[
              [
                i18n.t("Student"),
                `${open.request.student_detail.reg_no} ${open.request.student_detail.name}`,
              ],
              [i18n.t("Kind"), requestType(open.request.type)],
              [i18n.t("Notes"), open.request.notes],
            ]}
          />
        )}
        {open?.step === "completed" && open.request.type !== "other" && (
          <p>{i18n.t("The document is issued and mailed to the student.")}</p>
        )}
      </Confirm>
    </Page>
  );
}
