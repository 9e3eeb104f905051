import { i18n } from "@lingui/core";
import { Badge } from "./Notice";

/** What a student may ask the office for. */
export function requestTypes() {
  return [
    { value: "transcript", label: i18n.t("Transcript") },
    { value: "bonafide", label: i18n.t("Bonafide certificate") },
    { value: "noc", label: i18n.t("No-objection certificate") },
    { value: "other", label: i18n.t("Something else") },
  ];
}

/** A kind of request or of document, in words. */
export function requestType(value: string): string {
  if (value === "provisional_transcript") return i18n.t("Provisional transcript");
  return requestTypes().find((type) => type.value === value)?.label ?? value.replaceAll("_", " ");
}

/** Where a request stands, in words. */
export function Steps({ status }: { status: string }) {
  switch (status) {
    case "pending":
      return <Badge tone="warn">{i18n.t("1 of 3: with the office")}</Badge>;
    case "approved":
      return <Badge tone="info">{i18n.t("2 of 3: approved")}</Badge>;
    case "completed":
      return <Badge tone="good">{i18n.t("3 of 3: completed")}</Badge>;
    default:
      return <Badge tone="bad">{i18n.t("Rejected")}</Badge>;
  }
}
