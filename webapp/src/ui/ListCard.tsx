import { i18n } from "@lingui/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EmptyState, ErrorState, Skeleton } from "./Notice";
import { Card } from "./Page";

/** A short list of a record as a table: loading, failed, empty or there. */
export function ListCard<R extends { id: number | string }>(props: {
  title: string;
  query: UseQueryResult<{ results: R[] }>;
  empty: string;
  heads: string[];
  cells: (row: R) => ReactNode[];
  actions?: ReactNode;
}) {
  const { query } = props;
  return (
    <Card title={props.title} flush actions={props.actions}>
      {query.isPending ? (
        <Skeleton />
      ) : query.isLoadingError ? (
        <ErrorState error={query.error} retry={() => query.refetch()} />
      ) : query.data.results.length === 0 ? (
        <EmptyState title={props.empty} />
      ) : (
        <div className="scroll">
          <table className="plain">
            <thead>
              <tr>
                {props.heads.map((head) => (
                  <th key={head} className={printed(head)}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {query.data.results.map((row) => (
                <tr key={row.id}>
                  {props.cells(row).map((cell, index) => (
                    <td key={props.heads[index]} className={printed(props.heads[index])}>
                      <bdi>{cell}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

/** What can be done is not for paper. */
function printed(head: string | undefined) {
  return head === i18n.t("Actions") ? "no-print" : undefined;
}
