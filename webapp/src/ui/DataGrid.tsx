import { i18n } from "@lingui/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { download, type ListPath, listOf, queryOf, type Row } from "../api/client";
import { messageOf } from "../api/problem";
import { Button } from "./Button";
import { type Column, exported } from "./columns";
import styles from "./DataGrid.module.css";
import { useNoteListAddress } from "./listAddress";
import { EmptyState, ErrorState, Skeleton } from "./Notice";
import { Checkbox, SelectField, TextField } from "./TextField";
import { tell } from "./toast";

export type GridFilter = {
  name: string;
  label: string;
  options: { value: string; label: string }[];
};

const PAGE_SIZE = 50;

/** A list of the server: its search, filters, order and page stand in the address, so that it can be shared. */
export function DataGrid<P extends ListPath>(props: {
  label: string;
  path: P;
  columns: Column<Row<P>>[];
  filters?: GridFilter[];
  /** Parameters that the page itself sets. */
  fixed?: Record<string, string>;
  searchable?: boolean;
  /** Whether an export can be brought in again on the page of imports. */
  importable?: boolean;
  rowLink?: (row: Row<P>) => string;
  rowActions?: (row: Row<P>) => ReactNode;
  bulk?: (rows: Row<P>[], done: () => void) => ReactNode;
  /** What to do where there is nothing yet, whatever is filtered. */
  hint?: ReactNode;
  /** Asks again by itself after so many milliseconds. */
  every?: number;
}) {
  const [params, setParams] = useSearchParams();
  useNoteListAddress();
  const [shown, setShown] = useState(() => kept(props.path, props.columns));
  const [chosen, setChosen] = useState<Map<number, Row<P>>>(new Map());
  const query: Record<string, string> = { ...props.fixed };
  for (const name of ["search", "ordering", "page", ...(props.filters ?? []).map((filter) => filter.name)]) {
    const value = params.get(name);
    if (value) query[name] = value;
  }
  const list = useQuery({
    queryKey: [props.path, query],
    queryFn: ({ signal }) => listOf(props.path, { ...query, page_size: PAGE_SIZE }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: props.every ?? false,
  });

  function set(name: string, value: string) {
    setParams(
      (former) => {
        const next = new URLSearchParams(former);
        if (value) next.set(name, value);
        else next.delete(name);
        if (name !== "page") next.delete("page");
        return next;
      },
      { replace: name !== "page" },
    );
  }

  const columns = props.columns.filter((column) => shown.includes(column.key));
  const rows = list.data?.results ?? [];
  const ordering = params.get("ordering") ?? "";
  const page = Number(params.get("page") ?? 1);
  const count = list.data?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const narrowed = [...params.keys()].some((name) => name !== "page" && name in query);

  return (
    <section className={styles.grid} aria-label={props.label}>
      <div className={`${styles.tools} no-print`}>
        {props.searchable !== false && (
          <div className={styles.search}>
            <Search value={params.get("search") ?? ""} onChange={(text) => set("search", text)} />
          </div>
        )}
        {(props.filters ?? []).map((filter) => (
          <SelectField
            key={filter.name}
            label={filter.label}
            value={params.get(filter.name) ?? ""}
            onChange={(value) => set(filter.name, value)}
            options={[{ value: "", label: i18n.t("All") }, ...filter.options]}
          />
        ))}
        <details
          className={styles.columns}
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.currentTarget.open = false;
            event.currentTarget.querySelector("summary")?.focus();
          }}
        >
          <summary>{i18n.t("Columns")}</summary>
          {/* It may hold the focus, so that a click between the boxes does not close it. */}
          <div className={styles.chooser} tabIndex={-1}>
            {props.columns.map((column) => (
              <Checkbox
                key={column.key}
                label={column.label}
                checked={shown.includes(column.key)}
                onChange={(checked) => {
                  const next = checked ? [...shown, column.key] : shown.filter((key) => key !== column.key);
                  if (!props.columns.some((one) => next.includes(one.key))) return;
                  keep(props.path, next);
                  setShown(next);
                }}
              />
            ))}
          </div>
        </details>
        <Button
          onPress={() =>
            download(
              props.path +
                queryOf({
                  ...query,
                  page: undefined,
                  columns: exported(props.columns, shown, props.importable ?? false),
                }),
              "sims.csv",
              "text/csv",
            ).catch((error) => tell(messageOf(error), { tone: "bad" }))
          }
        >
          {i18n.t("Export CSV")}
        </Button>
      </div>
      {props.bulk && chosen.size > 0 && (
        <div className={styles.bulk}>
          <strong>{i18n.t("{count} chosen", { count: chosen.size })}</strong>
          {props.bulk([...chosen.values()], () => setChosen(new Map()))}
          <Button small variant="quiet" onPress={() => setChosen(new Map())}>
            {i18n.t("Clear")}
          </Button>
        </div>
      )}
      {list.isPending ? (
        <Skeleton lines={8} />
      ) : list.isLoadingError ? (
        <>
          <ErrorState error={list.error} retry={() => list.refetch()} />
          {page > 1 && (
            <div className={styles.first}>
              <Button onPress={() => set("page", "")}>{i18n.t("First page")}</Button>
            </div>
          )}
        </>
      ) : rows.length === 0 ? (
        narrowed ? (
          <EmptyState title={i18n.t("Nothing matches")}>
            <Button onPress={() => setParams({})}>{i18n.t("Show all")}</Button>
          </EmptyState>
        ) : (
          <EmptyState title={i18n.t("Nothing here")}>{props.hint}</EmptyState>
        )
      ) : (
        <section
          className={styles.scroll}
          aria-busy={list.isPlaceholderData}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={props.label}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                {props.bulk && (
                  <th>
                    <Checkbox
                      label={i18n.t("Choose all on this page")}
                      labelHidden
                      checked={rows.every((row) => chosen.has(idOf(row)))}
                      onChange={(checked) =>
                        setChosen(checked ? new Map(rows.map((row) => [idOf(row), row])) : new Map())
                      }
                    />
                  </th>
                )}
                {columns.map((column) => (
                  <th
                    key={column.key}
                    className={column.figures ? styles.figures : ""}
                    aria-sort={sortOf(ordering, column.order)}
                  >
                    {column.order ? (
                      <button
                        type="button"
                        className={styles.sort}
                        onClick={() => set("ordering", nextOrder(ordering, column.order as string))}
                      >
                        {column.label}
                        <span aria-hidden="true">{arrow(ordering, column.order)}</span>
                      </button>
                    ) : (
                      column.label
                    )}
                  </th>
                ))}
                {props.rowActions && <th className="no-print">{i18n.t("Actions")}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={idOf(row)}>
                  {props.bulk && (
                    <td>
                      <Checkbox
                        label={i18n.t("Choose this row")}
                        labelHidden
                        checked={chosen.has(idOf(row))}
                        onChange={(checked) => {
                          const next = new Map(chosen);
                          if (checked) next.set(idOf(row), row);
                          else next.delete(idOf(row));
                          setChosen(next);
                        }}
                      />
                    </td>
                  )}
                  {columns.map((column, index) => (
                    <td
                      key={column.key}
                      className={column.figures ? styles.figures : column.wraps ? styles.wraps : ""}
                    >
                      {index === 0 && props.rowLink ? (
                        <Link to={props.rowLink(row)} className={styles.link}>
                          <bdi>{column.cell(row)}</bdi>
                        </Link>
                      ) : (
                        <bdi>{column.cell(row)}</bdi>
                      )}
                    </td>
                  ))}
                  {props.rowActions && (
                    <td className={`${styles.actions} no-print`}>{props.rowActions(row)}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <nav className={`${styles.pages} no-print`} aria-label={i18n.t("Pages")}>
        <span className="soft small figures" aria-live="polite">
          {list.data && i18n.t("{count, plural, one {# record} other {# records}}", { count })}
        </span>
        {pages > 1 && (
          <div className="row">
            <Button small isDisabled={page <= 1} onPress={() => set("page", String(page - 1))}>
              {i18n.t("Previous")}
            </Button>
            <span className="small figures">{i18n.t("Page {page} of {pages}", { page, pages })}</span>
            <Button small isDisabled={page >= pages} onPress={() => set("page", String(page + 1))}>
              {i18n.t("Next")}
            </Button>
          </div>
        )}
      </nav>
    </section>
  );
}

/** Waits until the typing pauses before it asks. */
function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 250);
    return () => clearTimeout(timer);
  });
  return (
    <TextField label={i18n.t("Search")} type="search" value={text} onChange={setText} autoComplete="off" />
  );
}

function idOf(row: unknown): number {
  return (row as { id: number }).id;
}

function sortOf(ordering: string, order: string | undefined) {
  if (!order) return undefined;
  return ordering === order ? "ascending" : ordering === `-${order}` ? "descending" : "none";
}

function arrow(ordering: string, order: string): string {
  return ordering === order ? " ▲" : ordering === `-${order}` ? " ▼" : "";
}

/** Up, down, and back to the list's own order. */
export function nextOrder(ordering: string, order: string): string {
  return ordering === order ? `-${order}` : ordering === `-${order}` ? "" : order;
}

function kept<R>(path: string, columns: Column<R>[]): string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(`sims.columns.${path}`) ?? "");
    if (Array.isArray(keys) && keys.length > 0) return keys;
  } catch {
    // nothing was chosen yet
  }
  return columns.filter((column) => !column.hidden).map((column) => column.key);
}

function keep(path: string, keys: string[]) {
  localStorage.setItem(`sims.columns.${path}`, JSON.stringify(keys));
}
