import { i18n } from "@lingui/core";
import type { Schema } from "../../api/client";
import { roundingOf } from "./model";
import { reasonOf } from "./reasons";

/** How the averages of a record came about. */
export function Explained({ record }: { record: Schema<"AcademicRecord"> }) {
  const whole = record.explanation?.average;
  return (
    <details style={{ padding: "0 var(--space-4) var(--space-4)" }}>
      <summary>{i18n.t("How these figures came about")}</summary>
      <div className="stack" style={{ paddingBlock: "var(--space-3)" }}>
        {whole && (
          <p>
            {i18n.t("CGPA: {calculation}, rounded {rounding}.", {
              calculation: whole.calculation || "–",
              rounding: roundingOf(whole.rounding),
            })}
          </p>
        )}
        {record.terms.map((term) => (
          <section key={term.term} className="stack tight">
            <h3>
              <bdi>{term.term}</bdi>
            </h3>
            {term.explanation && (
              <p className="small">
                {i18n.t("GPA: {calculation}, rounded {rounding}.", {
                  calculation: term.explanation.calculation || "–",
                  rounding: roundingOf(term.explanation.rounding),
                })}
              </p>
            )}
            <ul className="small">
              {term.courses.map((course) => (
                <li key={course.code}>
                  <bdi>{course.code}</bdi>: <bdi>{reasonOf(course.explanation?.reasons ?? [])}</bdi>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </details>
  );
}
