import { i18n } from "@lingui/core";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, ok, type Row, type Schema } from "../api/client";
import { instant } from "../lib/format";
import { Dialog } from "./Dialog";
import { Badge, EmptyState, ErrorState, Skeleton } from "./Notice";
import { placesOf, shareState } from "./shares.model";

type Share = Schema<"Share">;

export function useShares(document: number) {
  return useQuery({
    queryKey: ["shares", document],
    queryFn: () =>
      ok(
        api.GET("/api/documents/{id}/shares/", {
          params: { path: { id: document }, query: { page_size: 100 } },
        }),
      ),
  });
}

/** The links that show a document to somebody; from where they were opened only its holder is told. */
export function ShareList({
  shares,
  empty,
  actions,
}: {
  shares: UseQueryResult<{ results: Share[] }>;
  empty: string;
  actions?: (share: Share) => ReactNode;
}) {
  if (shares.isPending) return <Skeleton />;
  if (shares.isLoadingError) return <ErrorState error={shares.error} retry={() => shares.refetch()} />;
  if (shares.data.results.length === 0) return <EmptyState title={empty} />;
  return (
    <ul className="stack">
      {shares.data.results.map((share) => {
        const state = shareState(share.status);
        return (
          <li key={share.id} className="stack tight">
            <div className="row between">
              <Badge tone={state.tone}>{state.label}</Badge>
              {actions?.(share)}
            </div>
            <span className="small">
              {share.shows === "full"
                ? i18n.t("Shows everything and the file")
                : i18n.t("Shows that it is valid, and the holder's name")}
            </span>
            <span className="small soft">
              {i18n.t("Made {made}, opens until {until}", {
                made: instant(share.created_at),
                until: instant(share.withdrawn_at ?? share.expires_at),
              })}
            </span>
            <Opens share={share} />
          </li>
        );
      })}
    </ul>
  );
}

function Opens({ share }: { share: Share }) {
  if (share.open_count === 0) return <span className="small">{i18n.t("Nobody has opened it.")}</span>;
  const times = i18n.t("{count, plural, one {Opened once} other {Opened # times}}", {
    count: share.open_count,
  });
  if (share.opens.length === 0) return <span className="small">{times}</span>;
  return (
    <details>
      <summary className="small">{times}</summary>
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
  );
}

/** What the office is shown of a document's links. */
export function SharesOf({
  document,
  onClose,
}: {
  document: Row<"/api/documents/"> | null;
  onClose: () => void;
}) {
  return (
    <Dialog
      title={i18n.t("Links to {name}", { name: document?.serial ?? "" })}
      isOpen={document !== null}
      onClose={onClose}
      size="drawer"
    >
      {document && <Links document={document.id} />}
    </Dialog>
  );
}

function Links({ document }: { document: number }) {
  const shares = useShares(document);
  return (
    <div className="stack">
      <p className="soft small">
        {i18n.t("The student makes and withdraws these links, and sees from where they were opened.")}
      </p>
      <ShareList shares={shares} empty={i18n.t("The student has shared it with nobody.")} />
    </div>
  );
}
