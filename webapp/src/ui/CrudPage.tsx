import { i18n } from "@lingui/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { asSeen, type ListPath, type Row, recordOf } from "../api/client";
import { Button } from "./Button";
import type { Column } from "./columns";
import { DataGrid, type GridFilter } from "./DataGrid";
import { Confirm, Dialog } from "./Dialog";
import { ErrorState, Skeleton } from "./Notice";
import { Page } from "./Page";
import { type FormField, RecordForm, type Values } from "./RecordForm";
import { tell } from "./toast";

/** A list whose records are made, changed and deleted in a form beside it. */
export function CrudPage<P extends ListPath>(props: {
  title: string;
  path: P;
  columns: Column<Row<P>>[];
  filters?: GridFilter[];
  fixed?: Record<string, string>;
  importable?: boolean;
  rowLink?: (row: Row<P>) => string;
  /** Whether the signed-in role writes these records at all. */
  writable: boolean;
  add: string;
  nameOf: (row: Row<P>) => string;
  fields: (row: Row<P> | null) => FormField[];
  valuesOf: (row: Row<P> | null) => Values;
  create: (values: Values) => Promise<unknown>;
  /** Changes the record, if it still is of that version. */
  update: (row: Row<P>, values: Values, etag: string) => Promise<unknown>;
  /** Deletes the record, if it still is as the list showed it. */
  remove?: (row: Row<P>, condition: Awaited<ReturnType<typeof asSeen>>) => Promise<unknown>;
  rowActions?: (row: Row<P>) => ReactNode;
  bulk?: (rows: Row<P>[], done: () => void) => ReactNode;
  actions?: ReactNode;
}) {
  const queries = useQueryClient();
  const [form, setForm] = useState<{ row: Row<P> | null } | null>(null);
  const [doomed, setDoomed] = useState<Row<P> | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: [props.path] });

  return (
    <Page
      title={props.title}
      actions={
        <>
          {props.actions}
          {props.writable && (
            <Button variant="primary" onPress={() => setForm({ row: null })}>
              {props.add}
            </Button>
          )}
        </>
      }
    >
      <DataGrid
        label={props.title}
        path={props.path}
        columns={props.columns}
        filters={props.filters ?? []}
        fixed={props.fixed ?? {}}
        importable={props.importable ?? false}
        {...(props.rowLink ? { rowLink: props.rowLink } : {})}
        {...(props.bulk ? { bulk: props.bulk } : {})}
        {...(props.writable || props.rowActions
          ? {
              rowActions: (row: Row<P>) => (
                <div className="row">
                  {props.rowActions?.(row)}
                  {props.writable && (
                    <>
                      <Button
                        small
                        onPress={() => setForm({ row })}
                        aria-label={i18n.t("Edit {name}", { name: props.nameOf(row) })}
                      >
                        {i18n.t("Edit")}
                      </Button>
                      {props.remove && (
                        <Button
                          small
                          variant="quiet"
                          onPress={() => setDoomed(row)}
                          aria-label={i18n.t("Delete {name}", { name: props.nameOf(row) })}
                        >
                          {i18n.t("Delete")}
                        </Button>
                      )}
                    </>
                  )}
                </div>
              ),
            }
          : {})}
      />
      <Dialog
        title={form?.row ? i18n.t("Edit {name}", { name: props.nameOf(form.row) }) : props.add}
        isOpen={form !== null}
        onClose={() => setForm(null)}
        size="drawer"
      >
        {form && (
          <Form
            {...props}
            row={form.row}
            onCancel={() => setForm(null)}
            onDone={async () => {
              setForm(null);
              tell(i18n.t("Saved."));
              await refresh();
            }}
          />
        )}
      </Dialog>
      <Confirm
        title={i18n.t("Delete {name}?", { name: doomed ? props.nameOf(doomed) : "" })}
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        confirm={i18n.t("Delete")}
        danger
        onConfirm={async () => {
          if (!doomed) return;
          try {
            await props.remove?.(doomed, await asSeen(props.path, doomed as Row<P> & { id: number }));
            tell(i18n.t("Deleted."));
          } finally {
            await refresh();
          }
        }}
      >
        <p>
          {i18n.t("What other records depend on cannot be deleted; you will be told. This is not undone.")}
        </p>
      </Confirm>
    </Page>
  );
}

type FormProps<P extends ListPath> = Pick<
  Parameters<typeof CrudPage<P>>[0],
  "path" | "fields" | "valuesOf" | "create" | "update"
> & { row: Row<P> | null; onCancel: () => void; onDone: () => Promise<unknown> };

/** The form of a new record, or of one as it stands when the form is opened, not when the list was read. */
function Form<P extends ListPath>(props: FormProps<P>) {
  const id = props.row && (props.row as unknown as { id: number }).id;
  const read = useQuery({
    queryKey: [props.path, id, "form"],
    queryFn: ({ signal }) => recordOf(props.path, id ?? 0, signal),
    enabled: id !== null,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (id !== null && read.isPending) return <Skeleton />;
  if (id !== null && read.isLoadingError)
    return <ErrorState error={read.error} retry={() => read.refetch()} />;
  const row = read.data?.data ?? null;
  return (
    <RecordForm
      fields={props.fields(row)}
      initial={props.valuesOf(row)}
      etag={read.data?.etag ?? ""}
      {...(id !== null
        ? {
            latest: async () => {
              const { data, etag } = await recordOf(props.path, id);
              return { values: props.valuesOf(data), etag };
            },
          }
        : {})}
      submit={i18n.t("Save")}
      onCancel={props.onCancel}
      onSubmit={async (values, etag) => {
        await (row ? props.update(row, values, etag) : props.create(values));
        await props.onDone();
      }}
    />
  );
}
