import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { decideChange } from "../../api/acts";
import type { Row } from "../../api/client";
import { useMay, useSession } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Confirm } from "../../ui/Dialog";
import { Badge } from "../../ui/Notice";
import { Facts, Page } from "../../ui/Page";
import { tell } from "../../ui/toast";

type Change = Row<"/api/pending-changes/">;

export default function ChangesPage() {
  const may = useMay();
  const { user } = useSession();
  const queries = useQueryClient();
  const [open, setOpen] = useState<{ change: Change; approved: boolean } | null>(null);

  async function decide() {
    if (!open) return;
    await decideChange(open.change, open.approved).finally(() =>
      queries.invalidateQueries({ queryKey: ["/api/pending-changes/"] }),
    );
    tell(open.approved ? i18n.t("The grade is changed.") : i18n.t("The request is rejected."));
  }

  return (
    <Page title={i18n.t("Change requests")} lead={i18n.t("Who asks for a new grade does not approve it.")}>
      <DataGrid
        label={i18n.t("Change requests")}
        path="/api/pending-changes/"
        filters={[
          {
            name: "status",
            label: i18n.t("Status"),
            options: [
              { value: "pending", label: i18n.t("Pending") },
              { value: "approved", label: i18n.t("Approved") },
              { value: "rejected", label: i18n.t("Rejected") },
            ],
          },
        ]}
        columns={[
          {
            key: "student",
            csv: ["result_detail.student.reg_no", "result_detail.student.name"],
            label: i18n.t("Student"),
            cell: (row) => `${row.result_detail.student.reg_no} ${row.result_detail.student.name}`,
          },
          {
            key: "course",
            csv: ["result_detail.section.course_code"],
            label: i18n.t("Course"),
            cell: (row) => row.result_detail.section.course_code,
          },
          {
            key: "grade",
            csv: ["former_grade", "new_grade"],
            label: i18n.t("Grade"),
            cell: (row) => `${row.former_grade} → ${row.new_grade}`,
          },
          { key: "reason", label: i18n.t("Reason"), wraps: true, cell: (row) => row.reason },
          {
            key: "by",
            csv: ["requested_by"],
            label: i18n.t("Requested by"),
            cell: (row) => row.requested_by,
          },
          {
            key: "at",
            csv: ["requested_at"],
            label: i18n.t("Requested"),
            order: "requested_at",
            cell: (row) => instant(row.requested_at),
          },
          { key: "status", label: i18n.t("Status"), cell: (row) => <Status status={row.status} /> },
        ]}
        {...(may("RESULT_CHANGES_APPROVE")
          ? {
              rowActions: (row: Change) =>
                row.status === "pending" &&
                row.requested_by !== user.username && (
                  <div className="row">
                    <Button small variant="primary" onPress={() => setOpen({ change: row, approved: true })}>
                      {i18n.t("Approve")}
                    </Button>
                    <Button small onPress={() => setOpen({ change: row, approved: false })}>
                      {i18n.t("Reject")}
                    </Button>
                  </div>
                ),
            }
          : {})}
      />
      <Confirm
        title={open?.approved ? i18n.t("Change the grade?") : i18n.t("Reject the request?")}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        confirm={open?.approved ? i18n.t("Approve") : i18n.t("Reject")}
        danger={!open?.approved}
        onConfirm={decide}
      >
        {open && (
          <Facts
            facts={[
              [i18n.t("Student"), open.change.result_detail.student.name],
              [i18n.t("Course"), open.change.result_detail.section.course_title],
              [i18n.t("Grade now"), open.change.result_detail.final_grade],
              [i18n.t("New grade"), open.change.new_grade],
              [i18n.t("Reason"), open.change.reason],
              [i18n.t("Requested by"), open.change.requested_by],
            ]}
          />
        )}
      </Confirm>
    </Page>
  );
}

function Status({ status }: { status: string }) {
  switch (status) {
    case "approved":
      return <Badge tone="good">{i18n.t("Approved")}</Badge>;
    case "rejected":
      return <Badge tone="bad">{i18n.t("Rejected")}</Badge>;
    default:
      return <Badge tone="warn">{i18n.t("Pending")}</Badge>;
  }
}
