import { i18n } from "@lingui/core";

export function roleChoices() {
  return [
    { value: "Admin", label: i18n.t("Administrator") },
    { value: "Registrar", label: i18n.t("Registrar") },
    { value: "ExamCell", label: i18n.t("Exam cell") },
    { value: "Faculty", label: i18n.t("Faculty") },
    { value: "Student", label: i18n.t("Student") },
  ];
}

/** A role in the reader's language; "" for none. */
export function roleName(role: string | null): string {
  if (role === "User") return i18n.t("No role yet");
  return roleChoices().find((choice) => choice.value === role)?.label ?? role ?? "";
}

/** A standing in the reader's language; the institution's own words for standings stay as they are. */
export function standingName(standing: string): string {
  if (standing === "good") return i18n.t("Good standing");
  if (standing === "probation") return i18n.t("On probation");
  return standing;
}
