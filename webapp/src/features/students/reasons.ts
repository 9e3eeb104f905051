import { i18n } from "@lingui/core";
import type { Schema } from "../../api/client";

type Reason = Pick<Schema<"ExplanationReason">, "code" | "values" | "text">;

/** Why a course counts as it does, in the reader's language; what has no text here is told in the server's English. */
export function reasonOf(reasons: Reason[]): string {
  return reasons.map((reason) => SENTENCES[reason.code]?.(reason.values) ?? reason.text).join(" ");
}

/** The sentence of each code that the server may give. */
export const SENTENCES: Record<string, (values: Record<string, string>) => string> = {
  overdue: (values) => i18n.t("Incomplete, counted as {grade} since {day}.", values),
  counts_and_earns: () => i18n.t("It counts in averages; its credit hours are earned."),
  counts_without_credit: () => i18n.t("It counts in averages; by the scheme it earns no credit hours."),
  counts_failed: () => i18n.t("It counts in averages; it earns no credit hours."),
  left_out_and_earns: () =>
    i18n.t("By the scheme this grade is left out of averages; its credit hours are earned."),
  left_out_without_credit: () =>
    i18n.t("By the scheme this grade is left out of averages; by the scheme it earns no credit hours."),
  left_out_failed: () =>
    i18n.t("By the scheme this grade is left out of averages; it earns no credit hours."),
  incomplete: () => i18n.t("Incomplete: it neither counts nor earns until it is graded."),
  withdrawn: () => i18n.t("Withdrawn: it neither counts nor earns."),
  pass: () => i18n.t("Passed without points: its credit hours are earned, averages untouched."),
  no_pass: () => i18n.t("Not passed, without points: nothing earned, averages untouched."),
  transfer: () => i18n.t("Transferred: its credit hours are earned, averages are of courses taken here."),
  unknown: () => i18n.t("The scheme does not know this grade: it neither counts nor earns."),
  replaced: (values) => i18n.t("In the record as a whole the {grade} of {term} stands in its place.", values),
  elsewhere: (values) => i18n.t("Earned at {institution}.", values),
};
