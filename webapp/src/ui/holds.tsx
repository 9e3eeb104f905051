import { i18n } from "@lingui/core";
import { Badge } from "./Notice";
import type { FormField } from "./RecordForm";

/** Why documents may be kept from a student. */
export function holdTypes() {
  return [
    { value: "dues", label: i18n.t("Unpaid dues") },
    { value: "disciplinary", label: i18n.t("Disciplinary") },
    { value: "other", label: i18n.t("Other") },
  ];
}

export function holdType(value: string) {
  return holdTypes().find((type) => type.value === value)?.label ?? value;
}

export function HoldState({ active }: { active: boolean }) {
  return <Badge tone={active ? "warn" : "plain"}>{active ? i18n.t("Active") : i18n.t("Released")}</Badge>;
}

/** What is asked of who places a hold. */
export function holdFields(): FormField[] {
  return [
    { name: "type", label: i18n.t("Kind"), kind: "select", options: holdTypes() },
    {
      name: "reason",
      label: i18n.t("Reason"),
      kind: "textarea",
      required: true,
      maxLength: 255,
      help: i18n.t("The student reads it."),
    },
  ];
}
