import { i18n } from "@lingui/core";
import { instant } from "../../lib/format";
import { ListCard } from "../../ui/ListCard";
import { changesOf } from "./model";
import type { useHistory } from "./queries";

/** Who changed the student's record, when, and from what to what. */
export function HistoryPart({ history }: { history: ReturnType<typeof useHistory> }) {
  return (
    <ListCard
      title={i18n.t("History of this record")}
      query={history}
      empty={i18n.t("Nothing was changed since the record was made.")}
      heads={[i18n.t("When"), i18n.t("Who"), i18n.t("What"), i18n.t("Changes")]}
      cells={(row) => [
        instant(row.timestamp),
        row.actor_username || "–",
        row.summary,
        <ul key="changes" className="small">
          {changesOf(row.changes).map((change) => (
            <li key={change.field}>
              <bdi dir="ltr">
                {change.field}: {change.before} → {change.after}
              </bdi>
            </li>
          ))}
        </ul>,
      ]}
    />
  );
}
