import { type ComponentProps, useId } from "react";
import styles from "./field.module.css";

export type FieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string | undefined;
  errorMessage?: string | undefined;
  hideLabel?: boolean;
};

/** The frame of every field: label, help, and the fault in words. */
export function Field(props: {
  id: string;
  label: string;
  help?: string | undefined;
  errorMessage?: string | undefined;
  hideLabel?: boolean | undefined;
  children: React.ReactNode;
}) {
  return (
    <div className={styles.field}>
      <label className={props.hideLabel ? "visually-hidden" : styles.label} htmlFor={props.id}>
        {props.label}
      </label>
      {props.children}
      {props.help && (
        <span id={`${props.id}-help`} className={styles.help}>
          {props.help}
        </span>
      )}
      {props.errorMessage && (
        <span id={`${props.id}-error`} className={styles.error} role="alert">
          {props.errorMessage}
        </span>
      )}
    </div>
  );
}

/** What is said with the field of that id: its help, and its fault. */
export function describedBy(id: string, props: Pick<FieldProps, "help" | "errorMessage">) {
  return (
    [props.help && `${id}-help`, props.errorMessage && `${id}-error`].filter(Boolean).join(" ") || undefined
  );
}

function described(id: string, props: FieldProps) {
  return {
    "aria-describedby": describedBy(id, props),
    "aria-invalid": props.errorMessage ? (true as const) : undefined,
  };
}

/** One line of text, a number, a date or a password. */
export function TextField({
  label,
  value,
  onChange,
  help,
  errorMessage,
  hideLabel,
  ...input
}: FieldProps & Omit<ComponentProps<"input">, keyof FieldProps | "className" | "id">) {
  const id = useId();
  const props = { label, value, onChange, help, errorMessage };
  return (
    <Field id={id} label={label} help={help} errorMessage={errorMessage} hideLabel={hideLabel}>
      <input
        {...input}
        {...described(id, props)}
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

export function TextArea({
  label,
  value,
  onChange,
  help,
  errorMessage,
  hideLabel,
  ...input
}: FieldProps & Omit<ComponentProps<"textarea">, keyof FieldProps | "className" | "id">) {
  const id = useId();
  const props = { label, value, onChange, help, errorMessage };
  return (
    <Field id={id} label={label} help={help} errorMessage={errorMessage} hideLabel={hideLabel}>
      <textarea
        {...input}
        {...described(id, props)}
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** One of a few fixed values. */
export function SelectField({
  label,
  value,
  onChange,
  help,
  errorMessage,
  hideLabel,
  options,
  ...input
}: FieldProps & { options: { value: string; label: string }[] } & Omit<
    ComponentProps<"select">,
    keyof FieldProps | "className" | "id"
  >) {
  const id = useId();
  const props = { label, value, onChange, help, errorMessage };
  return (
    <Field id={id} label={label} help={help} errorMessage={errorMessage} hideLabel={hideLabel}>
      <select
        {...input}
        {...described(id, props)}
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function Checkbox(props: {
  label: string;
  /** The label is for who cannot see what the box stands beside. */
  labelHidden?: boolean;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span className={props.labelHidden ? "visually-hidden" : undefined}>{props.label}</span>
    </label>
  );
}
