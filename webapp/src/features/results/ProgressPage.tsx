import { i18n } from "@lingui/core";
import { useQuery } from "@tanstack/react-query";
import { listOf } from "../../api/client";
import { DataGrid } from "../../ui/DataGrid";
import { Page } from "../../ui/Page";

/** How far every section's results are; the work of the exam cell starts here. */
export default function ProgressPage() {
  const terms = useQuery({
    queryKey: ["/api/terms/", "choices"],
    queryFn: ({ signal }) => listOf("/api/terms/", { page_size: 100, ordering: "-start_date" }, signal),
  });
  return (
    <Page title={i18n.t("Results by section")}>
      <DataGrid
        label={i18n.t("Results by section")}
        path="/api/sections/result-progress/"
        rowLink={(row) => `/sections/${row.id}/results`}
        filters={[
          {
            name: "term",
            label: i18n.t("Term"),
            options: (terms.data?.results ?? []).map((term) => ({ value: term.name, label: term.name })),
          },
        ]}
        columns={[
          {
            key: "course",
            label: i18n.t("Course"),
            order: "course_code",
            cell: (row) => `${row.section_detail.course_code} ${row.section_detail.course_title}`,
          },
          { key: "term", label: i18n.t("Term"), order: "term", cell: (row) => row.section_detail.term },
          { key: "teacher", label: i18n.t("Teacher"), cell: (row) => row.teacher || "–" },
          { key: "enrolled", label: i18n.t("Enrolled"), figures: true, cell: (row) => row.enrolled },
          {
            key: "without",
            label: i18n.t("Without result"),
            figures: true,
            cell: (row) => Math.max(0, row.enrolled - row.drafts - row.published - row.frozen),
          },
          { key: "drafts", label: i18n.t("Drafts"), figures: true, cell: (row) => row.drafts },
          { key: "published", label: i18n.t("Published"), figures: true, cell: (row) => row.published },
          { key: "frozen", label: i18n.t("Frozen"), figures: true, cell: (row) => row.frozen },
        ]}
      />
    </Page>
  );
}
