import { NavLink } from "react-router";
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
