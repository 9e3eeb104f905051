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

/** A word of a list, or the word itself where the institution has words of its own. */
function named(choices: { value: string; label: string }[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value.replaceAll("_", " ");
}

/** The statuses of students that are asked for; a register may hold others. */
export function studentStatuses() {
  return [
    { value: "active", label: i18n.t("Active") },
    { value: "on_leave", label: i18n.t("On leave") },
    { value: "inactive", label: i18n.t("Inactive") },
    { value: "suspended", label: i18n.t("Suspended") },
    { value: "withdrawn", label: i18n.t("Left") },
    { value: "graduated", label: i18n.t("Graduated") },
  ];
}

export function studentStatus(status: string): string {
  return named(studentStatuses(), status);
}

export function enrollmentStatuses() {
  return [
    { value: "enrolled", label: i18n.t("Enrolled") },
    { value: "dropped", label: i18n.t("Dropped") },
  ];
}

export function enrollmentStatus(status: string): string {
  return named(enrollmentStatuses(), status);
}

export function jobStates() {
  return [
    { value: "queued", label: i18n.t("Waiting") },
    { value: "scheduled", label: i18n.t("Scheduled") },
    { value: "running", label: i18n.t("Running") },
    { value: "succeeded", label: i18n.t("Succeeded") },
    { value: "failed", label: i18n.t("Failed") },
    { value: "dead", label: i18n.t("Given up") },
    { value: "cancelled", label: i18n.t("Cancelled") },
  ];
}

export function jobState(state: string): string {
  return named(jobStates(), state);
}

/** How good a job's state is. */
export function jobTone(state: string): "good" | "bad" | "warn" | "info" {
  switch (state) {
    case "succeeded":
      return "good";
    case "dead":
      return "bad";
    case "failed":
      return "warn";
    default:
      return "info";
  }
}

export function jobTypes() {
  return [
    { value: "apply_import", label: i18n.t("Apply an import") },
    { value: "apply_retention", label: i18n.t("Delete what is out of date") },
    { value: "batch_generate_transcripts", label: i18n.t("Transcripts in a batch") },
    { value: "check_document_files", label: i18n.t("Check issued files") },
    { value: "generate_and_email_transcript", label: i18n.t("Make and mail a transcript") },
    { value: "mail_document", label: i18n.t("Mail a document") },
    { value: "recount_attendance", label: i18n.t("Recount attendance") },
    { value: "recount_job_counters", label: i18n.t("Recount jobs") },
    { value: "seal_audit_log", label: i18n.t("Seal the audit log") },
    { value: "seal_disclosures", label: i18n.t("Seal the notes of reads") },
    { value: "send_password_reset_mail", label: i18n.t("Mail a link for a new password") },
    { value: "send_result_publication_mails", label: i18n.t("Mail that results are published") },
    { value: "verify_audit_log", label: i18n.t("Verify the audit log") },
  ];
}

export function jobType(type: string): string {
  return named(jobTypes(), type);
}
