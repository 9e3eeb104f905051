import { i18n } from "@lingui/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { messageOf, ProblemError } from "../api/problem";
import { Button } from "./Button";
import { Notice } from "./Notice";
import { Checkbox, SelectField, TextArea, TextField } from "./TextField";

/** What a form writes: texts as typed. */
export type Values = Record<string, string>;

export type FormField = {
  name: string;
  label: string;
  kind?: "text" | "number" | "date" | "email" | "password" | "textarea" | "select" | "checkbox";
  options?: { value: string; label: string }[];
  required?: boolean;
  help?: string;
  maxLength?: number;
  /** A field of its own kind, such as a picker of records. */
  render?: (value: string, change: (value: string) => void, fault: string | undefined) => ReactNode;
};

/**
 * A form whose rules are the server's: what it refuses stands on the field it names, and what was
 * typed stays.
 */
export function RecordForm(props: {
  fields: FormField[];
  initial: Values;
  submit: string;
  onSubmit: (values: Values) => Promise<unknown>;
  onCancel?: () => void;
}) {
  const [values, setValues] = useState<Values>(props.initial);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  function change(name: string, value: string) {
    setValues((former) => ({ ...former, [name]: value }));
    setFaults(({ [name]: _, ...others }) => others);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFault("");
    setFaults({});
    try {
      await props.onSubmit(values);
    } catch (error) {
      const fields = error instanceof ProblemError ? error.fields : {};
      const known = Object.keys(fields).filter((name) => props.fields.some((field) => field.name === name));
      setFaults(Object.fromEntries(known.map((name) => [name, fields[name] as string])));
      if (known.length === 0) setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit} className="stack" noValidate>
      {props.fields.map((field) => (
        <FieldOf
          key={field.name}
          field={field}
          value={values[field.name] ?? ""}
          fault={faults[field.name]}
          onChange={(value) => change(field.name, value)}
        />
      ))}
      {fault && <Notice tone="bad">{fault}</Notice>}
      <div className="row end">
        {props.onCancel && <Button onPress={props.onCancel}>{i18n.t("Cancel")}</Button>}
        <Button type="submit" variant="primary" isPending={busy}>
          {props.submit}
        </Button>
      </div>
    </form>
  );
}

function FieldOf(props: {
  field: FormField;
  value: string;
  fault: string | undefined;
  onChange: (value: string) => void;
}) {
  const { field, value, fault, onChange } = props;
  if (field.render) return field.render(value, onChange, fault);
  const common = {
    label: field.label,
    value,
    onChange,
    help: field.help,
    errorMessage: fault,
    required: field.required ?? false,
  };
  switch (field.kind) {
    case "textarea":
      return <TextArea {...common} maxLength={field.maxLength} />;
    case "select":
      return <SelectField {...common} options={field.options ?? []} />;
    case "checkbox":
      return (
        <Checkbox
          label={field.label}
          checked={value === "true"}
          onChange={(checked) => onChange(String(checked))}
        />
      );
    default:
      return (
        <TextField
          {...common}
          type={field.kind === "number" ? "text" : (field.kind ?? "text")}
          inputMode={field.kind === "number" ? "decimal" : undefined}
          maxLength={field.maxLength}
          autoComplete="off"
        />
      );
  }
}

/** A number as typed for the server: what is no number goes as it is, so that the server names it. */
export function numberOrText(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}
