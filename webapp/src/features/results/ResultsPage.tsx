import { i18n } from "@lingui/core";
import { instant } from "../../lib/format";
import { DataGrid } from "../../ui/DataGrid";
import { Page } from "../../ui/Page";
import { StateBadge } from "./StateBadge";

export default function ResultsPage() {
  return (
    <Page title={i18n.t("Results")}>
      <DataGrid
        label={i18n.t("Results")}
        path="/api/results/"
        rowLink={(row) => `/sections/${row.section}/results`}
        filters={[
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
          { key: "id", label: i18n.t("Number"), order: "id", cell: (row) => row.id },
          { key: "grade", label: i18n.t("Grade"), cell: (row) => row.final_grade },
          { key: "state", label: i18n.t("State"), cell: (row) => <StateBadge state={row.state} /> },
          {
            key: "published",
            label: i18n.t("Published"),
            order: "published_at",
            cell: (row) => instant(row.published_at),
          },
          { key: "by", label: i18n.t("By"), cell: (row) => row.published_by || "–" },
        ]}
      />
    </Page>
  );
}
