import { i18n } from "@lingui/core";
import { Link } from "react-router";
import { nameChoices, useTermNames } from "../../api/choices";
import { instant } from "../../lib/format";
import { DataGrid } from "../../ui/DataGrid";
import { Page } from "../../ui/Page";
import { studentLink } from "../../ui/students";
import { StateBadge } from "./StateBadge";

export default function ResultsPage() {
  const terms = useTermNames();
  return (
    <Page title={i18n.t("Results")}>
      <DataGrid
        label={i18n.t("Results")}
        path="/api/results/"
        filters={[
          { name: "term", label: i18n.t("Term"), options: nameChoices(terms.data) },
          {
            name: "state",
            label: i18n.t("State"),
            options: [
              { value: "draft", label: i18n.t("Draft") },
              { value: "published", label: i18n.t("Published") },
              { value: "frozen", label: i18n.t("Frozen") },
            ],
          },
        ]}
        columns={[
          studentLink(),
          {
            key: "section",
            csv: ["section_detail.course_code", "section_detail.course_title"],
            label: i18n.t("Section"),
            wraps: true,
            cell: (row) => (
              <Link to={`/sections/${row.section}/results`}>
                {row.section_detail.course_code} {row.section_detail.course_title}
              </Link>
            ),
          },
          {
            key: "term",
            csv: ["section_detail.term"],
            label: i18n.t("Term"),
            cell: (row) => row.section_detail.term,
          },
          { key: "id", label: i18n.t("Number"), order: "id", hidden: true, cell: (row) => row.id },
          { key: "grade", csv: ["final_grade"], label: i18n.t("Grade"), cell: (row) => row.final_grade },
          { key: "state", label: i18n.t("State"), cell: (row) => <StateBadge state={row.state} /> },
          {
            key: "published",
            csv: ["published_at"],
            label: i18n.t("Published"),
            order: "published_at",
            cell: (row) => instant(row.published_at),
          },
          { key: "by", csv: ["published_by"], label: i18n.t("By"), cell: (row) => row.published_by || "–" },
        ]}
      />
    </Page>
  );
}
