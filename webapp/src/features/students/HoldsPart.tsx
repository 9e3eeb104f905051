import { i18n } from "@lingui/core";
import { useState } from "react";
import { messageOf } from "../../api/problem";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { HoldState, holdFields, holdType } from "../../ui/holds";
import { ListCard } from "../../ui/ListCard";
import { RecordForm } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";
import { type useOf, useOfficeActs } from "./queries";

/** What keeps documents from the student: placed and released here. */
export function HoldsPart(props: { student: number; holds: ReturnType<typeof useOf<"/api/holds/">> }) {
  const may = useMay();
  const acts = useOfficeActs(props.student);
  const [placing, setPlacing] = useState(false);
  return (
    <>
      <ListCard
        title={i18n.t("Holds")}
        query={props.holds}
        empty={i18n.t("No hold was ever placed.")}
        heads={[i18n.t("Kind"), i18n.t("Reason"), i18n.t("Placed"), i18n.t("State"), i18n.t("Actions")]}
        actions={
          may("HOLDS_WRITE") && <Button onPress={() => setPlacing(true)}>{i18n.t("Place a hold")}</Button>
        }
        cells={(row) => [
          holdType(row.type),
          row.reason,
          `${instant(row.placed_at)} · ${row.placed_by}`,
          <HoldState key="state" active={row.active} />,
          may("HOLDS_WRITE") && row.active && (
            <Button
              key="release"
              small
              onPress={() =>
                acts
                  .releaseHold(row)
                  .then(() => tell(i18n.t("The hold is released.")))
                  .catch((error) => tell(messageOf(error), { tone: "bad" }))
              }
              aria-label={i18n.t("Release the hold: {reason}", { reason: row.reason })}
            >
              {i18n.t("Release")}
            </Button>
          ),
        ]}
      />
      <Dialog title={i18n.t("Place a hold")} isOpen={placing} onClose={() => setPlacing(false)}>
        <RecordForm
          submit={i18n.t("Place a hold")}
          initial={{ type: "dues", reason: "" }}
          fields={holdFields()}
          onCancel={() => setPlacing(false)}
          onSubmit={async (values) => {
            await acts.placeHold(values.type ?? "", values.reason ?? "");
            setPlacing(false);
            tell(i18n.t("The hold is placed: no document is issued until it is released."));
          }}
        />
      </Dialog>
    </>
  );
}
