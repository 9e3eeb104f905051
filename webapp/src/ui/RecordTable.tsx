import { i18n } from "@lingui/core";
import type { Schema } from "../api/client";
import { EmptyState } from "./Notice";
import { Facts } from "./Page";
import { standingName } from "./words";

/** The academic record by term, with its averages. */
export function RecordTable({ record }: { record: Schema<"AcademicRecord"> }) {
  if (record.terms.length === 0) return <EmptyState title={i18n.t("No published result yet")} />;
  return (
    <div className="stack">
      <div className="scroll">
        <table className="plain">
          <thead>
            <tr>
              <th>{i18n.t("Course")}</th>
              <th>{i18n.t("Title")}</th>
              <th className="figure-column">{i18n.t("Credits")}</th>
              <th>{i18n.t("Grade")}</th>
              <th className="figure-column">{i18n.t("Points")}</th>
            </tr>
          </thead>
          {record.terms.map((term) => (
            <tbody key={term.term}>
              <tr>
                <th colSpan={3} scope="rowgroup">
                  <bdi>{term.term}</bdi>
                </th>
                <th colSpan={2} className="figure-column">
                  {i18n.t("GPA {gpa}", { gpa: term.gpa?.toFixed(2) ?? "–" })}
                </th>
              </tr>
              {term.courses.map((course) => (
                <tr key={course.code}>
                  <td className="nowrap">
                    <bdi>{course.code}</bdi>
                  </td>
                  <td>
                    <bdi>{course.title}</bdi>
                  </td>
                  <td className="figure-column">{course.credits}</td>
                  <td>
                    <bdi>{course.grade}</bdi>
                  </td>
                  <td className="figure-column">{course.grade_points?.toFixed(2) ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <div style={{ padding: "0 var(--space-4) var(--space-4)" }}>
        <Facts
          facts={[
            [i18n.t("CGPA"), record.cgpa?.toFixed(2)],
            [i18n.t("Credits"), record.credits],
            [i18n.t("Standing"), standingName(record.standing)],
          ]}
        />
      </div>
    </div>
  );
}
