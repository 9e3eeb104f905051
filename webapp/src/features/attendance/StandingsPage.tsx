import { i18n } from "@lingui/core";
import { nameChoices, useTermNames } from "../../api/choices";
import { DataGrid } from "../../ui/DataGrid";
import { Badge } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { studentColumns } from "../../ui/students";

/** Who may sit the examination, and who falls short. */
export default function StandingsPage() {
  const terms = useTermNames();
  return (
    <Page
      title={i18n.t("Attendance")}
      lead={i18n.t("75 % make a student eligible; excused classes do not count.")}
    >
      <DataGrid
        label={i18n.t("Attendance")}
        path="/api/attendance/standings/"
        rowLink={(row) => `/students/${row.student}`}
        filters={[
          {
            name: "eligible",
            label: i18n.t("Eligible"),
            options: [
              { value: "false", label: i18n.t("Falls short") },
              { value: "true", label: i18n.t("Eligible") },
            ],
          },
          {
            name: "term",
            label: i18n.t("Term"),
            options: nameChoices(terms.data),
          },
        ]}
        columns={[
          ...studentColumns("reg_no"),
          {
            key: "course",
            csv: ["section_detail.course_code"],
            label: i18n.t("Course"),
            cell: (row) => row.section_detail.course_code,
          },
          {
            key: "term",
            csv: ["section_detail.term"],
            label: i18n.t("Term"),
            cell: (row) => row.section_detail.term,
          },
          { key: "present", label: i18n.t("Present"), figures: true, cell: (row) => row.present },
          { key: "late", label: i18n.t("Late"), figures: true, cell: (row) => row.late },
          { key: "absent", label: i18n.t("Absent"), figures: true, cell: (row) => row.absent },
          { key: "excused", label: i18n.t("Excused"), figures: true, cell: (row) => row.excused },
          {
            key: "percentage",
            label: i18n.t("Attendance"),
            order: "percentage",
            figures: true,
            cell: (row) => `${row.percentage} %`,
          },
          {
            key: "eligible",
            csv: ["eligible", "shortfall"],
            label: i18n.t("Eligible"),
            cell: (row) =>
              row.eligible ? (
                <Badge tone="good">{i18n.t("Eligible")}</Badge>
              ) : (
                <Badge tone="warn">
                  {i18n.t("{count, plural, one {# class missing} other {# classes missing}}", {
                    count: row.shortfall,
                  })}
                </Badge>
              ),
          },
        ]}
      />
    </Page>
  );
}
