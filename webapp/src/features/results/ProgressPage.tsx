import { i18n } from "@lingui/core";
import { useState } from "react";
import { nameChoices, useProgramNames, useTermNames } from "../../api/choices";
import { useMay } from "../../app/session";
import { day, daysBefore, today } from "../../lib/format";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Badge } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { TermDeed } from "./TermDeed";
import { type Deed, isReady, type SectionProgress, withoutResult } from "./term";

/** How far every section's results are; the work of the exam cell starts here. */
export default function ProgressPage() {
  const terms = useTermNames();
  const programs = useProgramNames();
  const may = useMay();
  const [deed, setDeed] = useState<{ deed: Deed; rows: SectionProgress[]; done: () => void } | null>(null);
  return (
    <Page
      title={i18n.t("Results by section")}
      lead={
        may("RESULTS_PUBLISH")
          ? i18n.t("Choose sections to publish or freeze them together; each is done whole or not at all.")
          : undefined
      }
    >
      <DataGrid
        label={i18n.t("Results by section")}
        path="/api/sections/result-progress/"
        rowLink={(row) => `/sections/${row.id}/results`}
        filters={[
          {
            name: "term",
            label: i18n.t("Term"),
            options: nameChoices(terms.data),
          },
          {
            name: "program",
            label: i18n.t("Program"),
            options: nameChoices(programs.data),
          },
          {
            name: "term_status",
            label: i18n.t("State of the term"),
            options: [
              { value: "open", label: i18n.t("Open") },
              { value: "closed", label: i18n.t("Closed") },
            ],
          },
          {
            name: "marks_missing",
            label: i18n.t("Marks"),
            options: [
              { value: "true", label: i18n.t("Missing") },
              { value: "false", label: i18n.t("Complete") },
            ],
          },
          {
            name: "no_attendance_since",
            label: i18n.t("Attendance"),
            options: [{ value: daysBefore(today(), 7), label: i18n.t("None for a week") }],
          },
          {
            name: "ready",
            label: i18n.t("State"),
            options: [{ value: "true", label: i18n.t("Ready to publish") }],
          },
        ]}
        {...(may("RESULTS_PUBLISH")
          ? {
              bulk: (rows: SectionProgress[], done: () => void) => (
                <>
                  <Button small variant="primary" onPress={() => setDeed({ deed: "publish", rows, done })}>
                    {i18n.t("Publish chosen")}
                  </Button>
                  {may("RESULTS_FREEZE") && (
                    <Button small onPress={() => setDeed({ deed: "freeze", rows, done })}>
                      {i18n.t("Freeze chosen")}
                    </Button>
                  )}
                </>
              ),
            }
          : {})}
        columns={[
          {
            key: "course",
            csv: ["section_detail.course_code", "section_detail.course_title"],
            label: i18n.t("Course"),
            order: "course_code",
            wraps: true,
            cell: (row) => `${row.section_detail.course_code} ${row.section_detail.course_title}`,
          },
          {
            key: "term",
            csv: ["section_detail.term"],
            label: i18n.t("Term"),
            order: "term",
            cell: (row) => row.section_detail.term,
          },
          { key: "teacher", label: i18n.t("Teacher"), cell: (row) => row.teacher || "–" },
          {
            key: "ready",
            csv: [],
            label: i18n.t("State"),
            cell: (row) =>
              row.enrolled > 0 && row.frozen >= row.enrolled ? (
                <Badge tone="plain">{i18n.t("Frozen")}</Badge>
              ) : isReady(row, "publish") ? (
                <Badge tone="good">{i18n.t("Ready to publish")}</Badge>
              ) : isReady(row, "freeze") ? (
                <Badge tone="info">{i18n.t("Ready to freeze")}</Badge>
              ) : (
                <Badge tone="warn">{i18n.t("Open")}</Badge>
              ),
          },
          { key: "enrolled", label: i18n.t("Enrolled"), figures: true, cell: (row) => row.enrolled },
          {
            key: "without",
            csv: [],
            label: i18n.t("Without result"),
            figures: true,
            cell: (row) => withoutResult(row),
          },
          {
            key: "marks",
            csv: ["missing_marks"],
            label: i18n.t("Missing marks"),
            figures: true,
            cell: (row) => row.missing_marks,
          },
          { key: "drafts", label: i18n.t("Drafts"), figures: true, cell: (row) => row.drafts },
          { key: "published", label: i18n.t("Published"), figures: true, cell: (row) => row.published },
          { key: "frozen", label: i18n.t("Frozen"), figures: true, cell: (row) => row.frozen },
          {
            key: "attendance",
            csv: ["last_attendance"],
            label: i18n.t("Last attendance"),
            hidden: true,
            cell: (row) => day(row.last_attendance),
          },
        ]}
      />
      <TermDeed
        deed={deed?.deed ?? null}
        rows={deed?.rows ?? []}
        onClose={() => setDeed(null)}
        onDone={() => deed?.done()}
      />
    </Page>
  );
}
