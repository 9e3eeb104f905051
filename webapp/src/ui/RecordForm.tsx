import { i18n } from "@lingui/core";
import { type FormEvent, Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import { messageOf, ProblemError } from "../api/problem";
import { Button } from "./Button";
import { useUnsaved } from "./Dialog";
import { merged, type Values } from "./merge";
import { Notice } from "./Notice";
import { Checkbox, SelectField, TextArea, TextField } from "./TextField";

export type { Values };

/** A record as it stands on the server, in the words of the form, and its version. */
export type Standing = { values: Values; etag: string };

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
 * typed stays. Where somebody else changed the record meanwhile, both values are told, and who types
 * decides.
 */
export function RecordForm(props: {
  fields: FormField[];
  initial: Values;
  /** The version of the record that was read when the form was opened. */
  etag?: string;
  /** Reads the record anew, after somebody else changed it. */
  latest?: () => Promise<Standing>;
  submit: string;
  onSubmit: (values: Values, etag: string) => Promise<unknown>;
  onCancel?: () => void;
}) {
  const [values, setValues] = useState<Values>(props.initial);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  // The record that the typing began from; another one comes only after a clash, and is told.
  const [base, setBase] = useState<Standing>({ values: props.initial, etag: props.etag ?? "" });
  const [clashes, setClashes] = useState<Values | null>(null);
  useUnsaved(Object.keys(values).some((name) => values[name] !== base.values[name]));

  // In a dialog one types at once; a picker would open its list over the other fields.
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("input, select, textarea");
    if (first?.closest('[role="dialog"]') && first.role !== "combobox") first.focus();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal leads to the first field at fault, once
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  function change(name: string, value: string) {
    setValues((former) => ({ ...former, [name]: value }));
    setFaults(({ [name]: _, ...others }) => others);
    setClashes((former) => former && omit(former, name));
  }

  async function reconcile(latest: () => Promise<Standing>) {
    const theirs = await latest();
    const { values: next, clashes } = merged(base.values, values, theirs.values);
    setValues(next);
    setBase(theirs);
    setClashes(clashes);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFault("");
    setFaults({});
    setClashes(null);
    try {
      await props.onSubmit(values, base.etag);
      setBase((former) => ({ ...former, values }));
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412 && props.latest) {
        await reconcile(props.latest).catch((failure) => setFault(messageOf(failure)));
        return;
      }
      const fields = error instanceof ProblemError ? error.fields : {};
      const known = Object.keys(fields).filter((name) => props.fields.some((field) => field.name === name));
      setFaults(Object.fromEntries(known.map((name) => [name, fields[name] as string])));
      setRefusals((former) => former + 1);
      if (known.length === 0 || known.length < Object.keys(fields).length) setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form ref={form} onSubmit={submit} className="stack record" noValidate>
      {props.fields.map((field) => (
        <Fragment key={`${field.name} ${base.etag}`}>
          <FieldOf
            field={field}
            value={values[field.name] ?? ""}
            fault={faults[field.name]}
            onChange={(value) => change(field.name, value)}
          />
          {clashes?.[field.name] !== undefined && (
            <Notice tone="warn">
              <div className="row between">
                <span>
                  {i18n.t("You wrote {mine}, somebody else {theirs}.", {
                    mine: worded(field, values[field.name]),
                    theirs: worded(field, clashes[field.name]),
                  })}
                </span>
                <Button small onPress={() => change(field.name, clashes[field.name] ?? "")}>
                  {i18n.t("Take theirs")}
                </Button>
              </div>
            </Notice>
          )}
        </Fragment>
      ))}
      {clashes && (
        <Notice tone="warn">
          {i18n.t(
            "Somebody else changed this record meanwhile. Nothing is saved yet: look at it, and save again.",
          )}
        </Notice>
      )}
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

function omit(values: Values, name: string): Values {
  const { [name]: _, ...others } = values;
  return others;
}

/** A value as a person reads it. */
function worded(field: FormField, value = ""): string {
  const text = field.options?.find((option) => option.value === value)?.label ?? value;
  return text === "" ? "–" : text;
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
