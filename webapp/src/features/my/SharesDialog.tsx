import { i18n } from "@lingui/core";
import { useState } from "react";
import type { Row } from "../../api/client";
import { messageOf } from "../../api/problem";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { RecordForm } from "../../ui/RecordForm";
import { ShareList, useShares } from "../../ui/shares";
import { TextField } from "../../ui/TextField";
import { tell } from "../../ui/toast";
import { useShareActs } from "./queries";

type Issued = Row<"/api/documents/">;

/** Links that show a document to somebody: made, withdrawn, and who opened them. */
export function SharesDialog({ document, onClose }: { document: Issued | null; onClose: () => void }) {
  return (
    <Dialog
      title={i18n.t("Share {serial}", { serial: document?.serial ?? "" })}
      isOpen={document !== null}
      onClose={onClose}
      size="drawer"
    >
      {document && <Shares document={document} />}
    </Dialog>
  );
}

function Shares({ document }: { document: Issued }) {
  const shares = useShares(document.id);
  const acts = useShareActs(document.id);
  const [link, setLink] = useState("");
  return (
    <div className="stack">
      {document.revoked_at ? (
        <Notice tone="warn">{i18n.t("This document is revoked: it cannot be shared.")}</Notice>
      ) : (
        <RecordForm
          submit={i18n.t("Make a link")}
          initial={{ shows: "name", expires_in_hours: "24" }}
          fields={[
            {
              name: "shows",
              label: i18n.t("What it shows"),
              kind: "select",
              options: [
                { value: "name", label: i18n.t("That the document is valid, with my full name") },
                { value: "full", label: i18n.t("Also my registration number and the file itself") },
              ],
            },
            {
              name: "expires_in_hours",
              label: i18n.t("How long it opens"),
              kind: "select",
              options: [1, 8, 24, 48].map((hours) => ({
                value: String(hours),
                label: i18n.t("{hours, plural, one {# hour} other {# hours}}", { hours }),
              })),
            },
          ]}
          onSubmit={async (values) => {
            const made = await acts.make(values.shows ?? "", Number(values.expires_in_hours));
            setLink(made.url ?? "");
          }}
        />
      )}
      {link && <NewLink link={link} />}
      <h3>{i18n.t("Links to this document")}</h3>
      <ShareList
        shares={shares}
        empty={i18n.t("You have shared it with nobody.")}
        actions={(share) =>
          share.status === "active" && (
            <Button
              small
              variant="danger"
              onPress={() =>
                acts
                  .withdraw(share.id)
                  .then(() => tell(i18n.t("The link opens nothing any more.")))
                  .catch((error) => tell(messageOf(error), { tone: "bad" }))
              }
              aria-label={i18n.t("Withdraw the link of {when}", { when: instant(share.created_at) })}
            >
              {i18n.t("Withdraw")}
            </Button>
          )
        }
      />
    </div>
  );
}

function NewLink({ link }: { link: string }) {
  return (
    <Notice tone="good">
      <div className="stack tight">
        <strong>{i18n.t("Copy the link now: it is shown this once.")}</strong>
        <TextField
          label={i18n.t("Link")}
          value={link}
          onChange={() => undefined}
          readOnly
          onFocus={(event) => event.target.select()}
        />
        <div className="row">
          <Button
            variant="primary"
            onPress={() =>
              navigator.clipboard
                .writeText(link)
                .then(() => tell(i18n.t("Copied.")))
                .catch(() => tell(i18n.t("Select the link and copy it by hand."), { tone: "bad" }))
            }
          >
            {i18n.t("Copy")}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
