import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";
import styles from "./Page.module.css";

/** A page: its title (also the window's), what can be done on it, and its content. */
export function Page(props: {
  title: string;
  lead?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${props.title} · SIMS`;
  }, [props.title]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className="stack tight">
          {props.back && (
            <Link to={props.back.to} className={`small ${styles.back} no-print`}>
              {props.back.label}
            </Link>
          )}
          <h1>{props.title}</h1>
          {props.lead && (
            <div className="soft">
              <bdi>{props.lead}</bdi>
            </div>
          )}
        </div>
        {props.actions && <div className="row no-print">{props.actions}</div>}
      </header>
      {props.children}
    </div>
  );
}

/** A part of a page on a surface of its own; `narrow` for a form, whose fields are no wider than they are filled. */
export function Card(props: {
  title?: string;
  actions?: ReactNode;
  flush?: boolean;
  narrow?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={`${styles.card} ${props.narrow ? styles.narrow : ""}`}>
      {props.title && (
        <div className={styles.cardHead}>
          <h2>{props.title}</h2>
          {props.actions && <div className="row no-print">{props.actions}</div>}
        </div>
      )}
      <div className={props.flush ? "" : styles.cardBody}>{props.children}</div>
    </section>
  );
}

/** One figure, or a few words, and the list behind it. */
export function Tile(props: {
  label: string;
  value: ReactNode;
  to?: string;
  note?: string;
  words?: boolean;
}) {
  const content = (
    <>
      <span className={styles.tileLabel}>{props.label}</span>
      <span className={`${styles.tileValue} ${props.words ? styles.tileWords : ""}`}>{props.value}</span>
      {props.note && <span className="small soft">{props.note}</span>}
    </>
  );
  return props.to ? (
    <Link to={props.to} className={`${styles.tile} ${styles.tileLink}`}>
      {content}
    </Link>
  ) : (
    <div className={styles.tile}>{content}</div>
  );
}

/** Names and values of a record. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value === "" || value === null || value === undefined ? "–" : value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
