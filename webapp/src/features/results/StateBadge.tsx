import { i18n } from "@lingui/core";
import { Badge } from "../../ui/Notice";

export function StateBadge({ state }: { state: string }) {
  switch (state) {
    case "draft":
      return <Badge>{i18n.t("Draft")}</Badge>;
    case "published":
      return <Badge tone="good">{i18n.t("Published")}</Badge>;
    default:
      return <Badge tone="plain">{i18n.t("Frozen")}</Badge>;
  }
}
