import { Link, NavLink, useSearchParams } from "react-router";
import styles from "./TabLinks.module.css";

/** The parts of a record that have pages of their own. */
export function TabLinks({ label, links }: { label: string; links: { to: string; text: string }[] }) {
  return (
    <nav className={`${styles.tabs} no-print`} aria-label={label}>
      {links.map((link) => (
        <NavLink key={link.to} to={link.to} end className={styles.tab ?? ""}>
          {link.text}
        </NavLink>
      ))}
    </nav>
  );
}

/** The part of a page that the address names, the first without one. */
export function usePart<P extends string>(parts: readonly P[]): P {
  const [params] = useSearchParams();
  return parts.find((part) => part === params.get("part")) ?? (parts[0] as P);
}

/** The parts of one page; which is shown stands in the address. */
export function PartLinks({
  label,
  current,
  parts,
}: {
  label: string;
  current: string;
  parts: { part: string; text: string }[];
}) {
  return (
    <nav className={`${styles.tabs} no-print`} aria-label={label}>
      {parts.map(({ part, text }, index) => (
        <Link
          key={part}
          to={index === 0 ? "?" : `?part=${part}`}
          className={styles.tab ?? ""}
          aria-current={part === current ? "page" : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
