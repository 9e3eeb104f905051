import { i18n } from "@lingui/core";
import type { ReactNode } from "react";
import { messageOf } from "../api/problem";
import { Button } from "./Button";
import styles from "./Notice.module.css";

type Tone = "info" | "good" | "warn" | "bad";

/** A message in the page. */
export function Notice({ tone = "info", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** A word or two that tell a state; `wraps` for a sentence. The tone is never the only sign: the text says it. */
export function Badge(props: { tone?: Tone | "plain"; wraps?: boolean; children: ReactNode }) {
  return (
    <span className={`${styles.badge} ${props.wraps ? styles.wraps : ""} ${styles[props.tone ?? "info"]}`}>
      {props.children}
    </span>
  );
}

/** What to show where something could not be read: why, and another try. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <h2>{i18n.t("This could not be shown")}</h2>
      <p className="soft">{messageOf(error)}</p>
      {retry && <Button onPress={retry}>{i18n.t("Try again")}</Button>}
    </div>
  );
}

/** What to show where there is nothing: why, and the next step. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Stands for what is on its way. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={i18n.t("Loading")}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <span key={line} className={styles.bar} />
      ))}
    </div>
  );
}
