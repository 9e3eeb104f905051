import styles from "./Bars.module.css";

/** How many of each: bars with their figures, readable as the list it is. */
export function Bars({ label, bars }: { label: string; bars: { name: string; count: number }[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <figure className={styles.figure}>
      <figcaption className="visually-hidden">{label}</figcaption>
      <ul className={styles.bars}>
        {bars.map((bar) => (
          <li key={bar.name}>
            <span className={styles.count}>{bar.count}</span>
            <progress className={styles.bar} max={most} value={bar.count} aria-hidden="true" />
            <span className={styles.name}>
              <bdi>{bar.name}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** How far something is: a bar with its words. */
export function Progress(props: { label: string; done: number; total: number }) {
  return (
    <div className={styles.progress}>
      <progress
        className={styles.bar}
        max={Math.max(1, props.total)}
        value={props.done}
        aria-label={props.label}
      />
      <span className="small figures">
        {props.done} / {props.total}
      </span>
    </div>
  );
}
