import { i18n } from "@lingui/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { type ListPath, listOf, type Row, recordOf } from "../api/client";
import { messageOf } from "../api/problem";
import styles from "./field.module.css";
import type { FormField } from "./RecordForm";
import { describedBy, Field } from "./TextField";

/** How a record is named in a picker: a line, and a softer note beneath. */
export type EntityLabel = { id: string; text: string; note?: string };

/** Finds a record by a few letters; the server searches. */
export function EntityField<P extends ListPath>(props: {
  label: string;
  path: P;
  query?: Record<string, string>;
  value: string;
  /** The text of the present value, where its record is not at hand. */
  valueText?: string;
  labelOf: (row: Row<P>) => EntityLabel;
  onChange: (id: string, row: Row<P> | null) => void;
  help?: string;
  errorMessage?: string;
  hideLabel?: boolean;
  required?: boolean;
}) {
  const id = useId();
  const [typed, setTyped] = useState(props.valueText ?? "");
  const [chosen, setChosen] = useState(props.valueText ?? "");
  const search = typed === chosen ? "" : typed;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["pick", props.path, props.query, search],
    queryFn: ({ signal }) =>
      listOf(props.path, { ...props.query, search, page_size: 20, count: false }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  // A form that holds an id alone still tells the record's name.
  const unnamed = props.value !== "" && !props.valueText && chosen === "" && /^\d+$/.test(props.value);
  const present = useQuery({
    queryKey: ["pick", props.path, "present", props.value],
    queryFn: ({ signal }) => recordOf(props.path, Number(props.value), signal),
    enabled: unnamed,
    staleTime: 30_000,
  });
  const name = unnamed && present.data ? props.labelOf(present.data.data).text : "";
  useEffect(() => {
    if (name === "") return;
    setChosen(name);
    setTyped((former) => former || name);
  }, [name]);
  const rows = data?.results ?? [];
  const items = [...(present.data && search === "" ? [present.data.data] : []), ...rows]
    .map((row) => ({ ...props.labelOf(row), row }))
    .filter(isFirst);
  const described = describedBy(id, props);
  return (
    <Field
      id={id}
      label={props.label}
      help={props.help}
      errorMessage={props.errorMessage}
      hideLabel={props.hideLabel}
    >
      <ComboBox
        aria-label={props.label}
        items={items}
        selectedKey={props.value || null}
        inputValue={typed}
        onInputChange={(text) => {
          setTyped(text);
          if (text === "") {
            setChosen("");
            props.onChange("", null);
          }
        }}
        onSelectionChange={(key) => {
          const item = items.find((candidate) => candidate.id === key);
          if (item) {
            setChosen(item.text);
            setTyped(item.text);
            props.onChange(item.id, item.row);
          }
        }}
        allowsEmptyCollection
        // The list would cover what is said of the fault.
        onOpenChange={(isOpen) => isOpen && error && void refetch()}
        menuTrigger={props.errorMessage ? "input" : "focus"}
        isRequired={props.required ?? false}
        validationBehavior="aria"
        isInvalid={Boolean(props.errorMessage)}
      >
        <Input
          id={id}
          className={styles.input}
          placeholder={i18n.t("Type to search")}
          aria-describedby={described}
        />
        <Popover className={styles.popover} maxHeight={320}>
          <ListBox
            className={styles.list}
            renderEmptyState={() => (
              <div className={styles.empty}>
                {error ? messageOf(error) : isFetching ? i18n.t("Searching …") : i18n.t("Nothing found")}
              </div>
            )}
          >
            {(item: (typeof items)[number]) => (
              <ListBoxItem id={item.id} textValue={item.text} className={styles.option}>
                {item.text}
                {item.note && <span className={styles.optionNote}>{item.note}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </Field>
  );
}

/** A field of a form in which a record is picked. */
export function entityField<P extends ListPath>(field: {
  name: string;
  label: string;
  path: P;
  query?: Record<string, string>;
  /** The text of the present value, where its record is not at hand. */
  textOf?: (value: string) => string;
  required?: boolean;
  labelOf: (row: Row<P>) => EntityLabel;
}): FormField {
  return {
    name: field.name,
    label: field.label,
    required: field.required,
    render: (value, change, fault) => (
      <EntityField
        key={field.name}
        label={field.label}
        path={field.path}
        query={field.query}
        value={value}
        valueText={field.textOf?.(value)}
        labelOf={field.labelOf}
        onChange={change}
        errorMessage={fault}
        required={field.required ?? false}
      />
    ),
  };
}

function isFirst(item: { id: string }, index: number, items: { id: string }[]): boolean {
  return items.findIndex((other) => other.id === item.id) === index;
}
