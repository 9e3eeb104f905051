import { i18n } from "@lingui/core";
import { useState } from "react";
import type { Row } from "../../api/client";
import { messageOf } from "../../api/problem";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Badge, EmptyState, ErrorState, Notice, Skeleton } from "../../ui/Notice";
import { RecordForm } from "../../ui/RecordForm";
import { TextField } from "../../ui/TextField";
import { tell } from "../../ui/toast";
import { placesOf, shareState } from "./model";
import { useShareActs, useShares } from "./queries";

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
      {shares.isPending ? (
        <Skeleton />
      ) : shares.isError ? (
        <ErrorState error={shares.error} retry={() => shares.refetch()} />
      ) : shares.data.results.length === 0 ? (
        <EmptyState title={i18n.t("You have shared it with nobody.")} />
      ) : (
        <ul className="stack">
          {shares.data.results.map((share) => {
            const state = shareState(share.status);
            return (
              <li key={share.id} className="stack tight">
                <div className="row between">
                  <Badge tone={state.tone}>{state.label}</Badge>
                  {share.status === "active" && (
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
                  )}
                </div>
                <span className="small">
                  {share.shows === "full"
                    ? i18n.t("Shows everything and the file")
                    : i18n.t("Shows that it is valid, and your name")}
                </span>
                <span className="small soft">
                  {i18n.t("Made {made}, opens until {until}", {
                    made: instant(share.created_at),
                    until: instant(share.withdrawn_at ?? share.expires_at),
                  })}
                </span>
                {share.open_count === 0 ? (
                  <span className="small">{i18n.t("Nobody has opened it.")}</span>
                ) : (
                  <details>
                    <summary className="small">
                      {i18n.t("{count, plural, one {Opened once} other {Opened # times}}", {
                        count: share.open_count,
                      })}
                    </summary>
                    <ul className="small">
                      {placesOf(share.opens).map((place) => (
                        <li key={place.origin}>
                          {i18n.t("{origin}: {count, plural, one {once} other {# times}}, last {when}", {
                            origin: place.origin || i18n.t("Unknown network"),
                            count: place.count,
                            when: instant(place.last),
                          })}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </li>
            );
          })}
        </ul>
      )}
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
