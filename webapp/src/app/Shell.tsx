import { i18n } from "@lingui/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { NavLink, useLocation } from "react-router";
import { HeldPage } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { roleName } from "../ui/words";
import { Palette } from "./Palette";
import { Preferences } from "./Preferences";
import { GROUPS, opens, ROUTES } from "./routes";
import styles from "./Shell.module.css";
import { SignOut } from "./SignOut";
import { Stale } from "./Stale";
import { Sync } from "./Sync";
import { useMay, useSession } from "./session";

/** The frame of every page: who is signed in, where one can go, and the page. */
export function Shell({ children }: { children: ReactNode }) {
  const session = useSession();
  const may = useMay();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const [palette, setPalette] = useState(false);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is announced by moving to it
  useEffect(() => {
    setOpen(false);
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [pathname]);

  useEffect(() => {
    function key(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPalette(true);
      }
    }
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, []);

  const routes = ROUTES.filter(
    (route) => route.label && opens(route, session.permissions, session.student != null),
  );
  return (
    <div className={styles.shell}>
      <a href="#page" className={styles.skip}>
        {i18n.t("Skip to the page")}
      </a>
      <header className={`${styles.top} no-print`}>
        <button
          type="button"
          className={styles.burger}
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => setOpen(!open)}
        >
          <span className="visually-hidden">{i18n.t("Menu")}</span>
          <span aria-hidden="true">☰</span>
        </button>
        <NavLink to="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span className={styles.brandName}>{session.institution.name}</span>
        </NavLink>
        <button type="button" className={styles.search} onClick={() => setPalette(true)}>
          <span>{i18n.t("Find people, courses, pages")}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <Preferences />
      </header>
      <nav id="navigation" className={styles.nav} data-open={open} aria-label={i18n.t("Main")}>
        <ul>
          {routes.filter((route) => !route.group && route.path !== "/account").map(item)}
          {GROUPS.map(({ group, label }) => {
            const mine = routes.filter((route) => route.group === group);
            return mine.length === 0 ? null : (
              <li key={group}>
                <span className={styles.group}>{label()}</span>
                <ul>{mine.map(item)}</ul>
              </li>
            );
          })}
        </ul>
        <Person />
      </nav>
      <main id="page" className={styles.main} ref={main} tabIndex={-1}>
        <Offline />
        <Stale />
        {may("ATTENDANCE_WRITE") && <Sync />}
        <HeldPage>{children}</HeldPage>
      </main>
      {palette && <Palette onClose={() => setPalette(false)} />}
    </div>
  );
}

function item(route: (typeof ROUTES)[number]) {
  return (
    <li key={route.path}>
      <NavLink
        to={route.path}
        end={route.path === "/" || hasPagesBelow(route.path)}
        className={styles.item ?? ""}
      >
        {route.label?.()}
      </NavLink>
    </li>
  );
}

/** Whether others in the sidebar begin alike: then only the page itself is marked as the current one. */
function hasPagesBelow(path: string): boolean {
  return ROUTES.some((route) => route.label && route.path.startsWith(`${path}/`));
}

function Person() {
  const { user } = useSession();
  return (
    <div className={styles.person}>
      <NavLink to="/account" className={styles.item ?? ""}>
        <strong>{user.full_name}</strong>
        <span className="small soft">{roleName(user.role)}</span>
      </NavLink>
      <SignOut />
    </div>
  );
}

function Offline() {
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const change = () => setOffline(!navigator.onLine);
    window.addEventListener("online", change);
    window.addEventListener("offline", change);
    return () => {
      window.removeEventListener("online", change);
      window.removeEventListener("offline", change);
    };
  }, []);
  return offline ? (
    <div className={styles.offline}>
      <Notice tone="warn">
        {i18n.t(
          "You are offline. Attendance is kept on this device and sent later; what else you type stays on the page.",
        )}
      </Notice>
    </div>
  ) : null;
}
