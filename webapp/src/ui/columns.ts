import type { ReactNode } from "react";

type Plain = readonly unknown[] | string | number | boolean;

/** The fields of a row; of another record, which stands in it, what {@link Part} names. */
type Fields<R, Part extends Record<keyof R & string, string>> = {
  [K in keyof R & string]: NonNullable<R[K]> extends Plain ? K : `${K}.${Part[K]}`;
}[keyof R & string];

type Parts<R> = { [K in keyof R & string]: keyof NonNullable<R[K]> & string };

/** A field of a row, or of what the row tells of another, as an export names its columns. */
export type Field<R> = Fields<
  R,
  { [K in keyof R & string]: Fields<NonNullable<R[K]>, Parts<NonNullable<R[K]>>> }
>;

/** What an export has in place of a column: the field of the column's key, or those that are named. */
type Exported<R> = { key: Field<R>; csv?: never } | { key: string; csv: Field<R>[] };

export type Column<R> = Exported<R> & {
  label: string;
  cell: (row: R) => ReactNode;
  /** The field that the server orders by; without it the column cannot be sorted. */
  order?: string;
  /** Figures stand at the end of their column. */
  figures?: boolean;
  /** Left out until somebody chooses it. */
  hidden?: boolean;
  /** Sentences and titles, which take as many lines as they need; all else stands on one. */
  wraps?: boolean;
};

/**
 * The fields of the columns that are shown, for an export. Records that can be imported go out whole where no column
 * is left out, so that the file can be brought in again as it is.
 */
export function exported<R>(columns: Column<R>[], shown: string[], importable: boolean): string | undefined {
  const chosen = columns.filter((column) => shown.includes(column.key));
  if (importable && chosen.length === columns.length) return undefined;
  return [...new Set(chosen.flatMap((column): string[] => column.csv ?? [column.key]))].join(",");
}
