import { useEffect, useRef } from "react";
import { Link, NavLink, useLocation, useSearchParams } from "react-router";
import styles from "./TabLinks.module.css";

/** The line of links, moved to where the present one is seen. */
function useLine() {
  const line = useRef<HTMLElement>(null);
  const { pathname, search } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address has another present link
  useEffect(() => {
    const present = line.current?.querySelector('[aria-current="page"]');
    present?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [pathname, search]);
  return line;
}

/** The parts of a record that have pages of their own. */
export function TabLinks({ label, links }: { label: string; links: { to: string; text: string }[] }) {
  const line = useLine();
  return (
    <nav ref={line} className={`${styles.tabs} no-print`} aria-label={label}>
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
  const line = useLine();
  return (
    <nav ref={line} className={`${styles.tabs} no-print`} aria-label={label}>
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
