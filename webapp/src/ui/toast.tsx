import { i18n } from "@lingui/core";
import { useSyncExternalStore } from "react";
import { Button } from "./Button";
import styles from "./toast.module.css";

type Toast = { id: number; text: string; undo?: () => void; tone: "good" | "bad" };

const LASTS = 8_000;
let toasts: Toast[] = [];
let next = 0;
const listeners = new Set<() => void>();

function change(list: Toast[]) {
  toasts = list;
  for (const listener of listeners) listener();
}

function dismiss(id: number) {
  change(toasts.filter((toast) => toast.id !== id));
}

/** Tells that something is done, with a way back where there is one. */
export function tell(text: string, options: { undo?: () => void; tone?: "good" | "bad" } = {}) {
  const id = next++;
  const toast: Toast = { id, text, tone: options.tone ?? "good" };
  if (options.undo) toast.undo = options.undo;
  change([...toasts.slice(-3), toast]);
  setTimeout(() => dismiss(id), LASTS);
}

/** Where the messages stand; once in the application. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    // Of the top layer: it is read and closed while a dialog is open, and the dialog stays.
    <section
      className={styles.toasts}
      aria-live="polite"
      aria-label={i18n.t("Messages")}
      data-react-aria-top-layer="true"
    >
      {shown.map((toast) => (
        <div key={toast.id} className={`${styles.toast} ${styles[toast.tone]}`}>
          <span>{toast.text}</span>
          {toast.undo && (
            <Button
              small
              onPress={() => {
                toast.undo?.();
                dismiss(toast.id);
              }}
            >
              {i18n.t("Undo")}
            </Button>
          )}
          <Button small variant="quiet" aria-label={i18n.t("Dismiss")} onPress={() => dismiss(toast.id)}>
            <span aria-hidden="true">✕</span>
          </Button>
        </div>
      ))}
    </section>
  );
}
