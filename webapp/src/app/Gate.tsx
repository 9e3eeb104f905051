import { type ReactNode, useEffect } from "react";
import styles from "./Gate.module.css";
import { Preferences } from "./Preferences";

/** The frame of what stands before the sign-in. */
export function Gate({
  title,
  lead,
  wide,
  children,
}: {
  title: string;
  lead: string;
  wide?: boolean;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · SIMS`;
  }, [title]);
  return (
    <div className={styles.gate}>
      <div className={styles.preferences}>
        <Preferences />
      </div>
      <main className={`${styles.card} ${wide ? styles.wide : ""}`}>
        <img src="/icon.svg" alt="" width="44" height="44" />
        <h1>{title}</h1>
        {lead && <p className="soft">{lead}</p>}
        {children}
      </main>
    </div>
  );
}
