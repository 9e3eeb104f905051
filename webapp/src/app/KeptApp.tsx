import { i18n } from "@lingui/core";
import { lazy, Suspense, useEffect } from "react";
import { Link, Route, Routes, useParams, useSearchParams } from "react-router";
import { renew } from "../api/client";
import { waitingOf } from "../features/attendance/kept";
import { useKept, useRegisters } from "../features/attendance/queries";
import { day, setZone, today } from "../lib/format";
import { Button } from "../ui/Button";
import { EmptyState, Notice, Skeleton } from "../ui/Notice";
import { Card, Page } from "../ui/Page";
import styles from "./KeptApp.module.css";
import { Preferences } from "./Preferences";
import { SignOut } from "./SignOut";
import { addressOf } from "./Sync";
import { useSession } from "./session";

const RegisterPage = lazy(() => import("../features/attendance/RegisterPage"));

const AGAIN = 15_000;

/** What is there when the page was opened without a connection: the registers kept on this device. */
export default function KeptApp() {
  const session = useSession();
  setZone(session.institution.time_zone);

  // The page is loaded anew when the server is back: its newest build, and the sign-in if it has ended.
  useEffect(() => {
    async function look() {
      if (!navigator.onLine) return;
      try {
        await renew();
        window.location.reload();
      } catch {
        // Not yet.
      }
    }
    const timer = window.setInterval(look, AGAIN);
    window.addEventListener("online", look);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener("online", look);
    };
  }, []);

  return (
    <div className={styles.app}>
      <header className={styles.top}>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span>{session.institution.name}</span>
        </Link>
        <Preferences />
        <span className="small soft">{session.user.full_name}</span>
        <SignOut />
      </header>
      <main className={styles.main}>
        <Notice tone="warn">
          {i18n.t(
            "The server cannot be reached. Registers opened before can be marked; all else is there again when the connection is back.",
          )}
        </Notice>
        <Suspense fallback={<Skeleton />}>
          <Routes>
            <Route path="/sections/:id/attendance" element={<KeptOr />} />
            <Route path="*" element={<KeptList />} />
          </Routes>
        </Suspense>
      </main>
    </div>
  );
}

/** The register of the address where it is kept; else what is. */
function KeptOr() {
  const { user } = useSession();
  const id = Number(useParams().id);
  const [params] = useSearchParams();
  const kept = useKept(user.id, id, params.get("date") ?? today());
  return kept && kept.lines.length > 0 ? <RegisterPage /> : <KeptList />;
}

function KeptList() {
  const { user } = useSession();
  const registers = useRegisters(user.id);
  return (
    <Page title={i18n.t("Registers on this device")}>
      <Card flush>
        {registers.length === 0 ? (
          <EmptyState title={i18n.t("No register was opened on this device today.")}>
            <p className="soft">
              {i18n.t("Open a register while there is a connection, and it can be marked without one.")}
            </p>
          </EmptyState>
        ) : (
          <ul className={styles.list}>
            {registers.map((one) => (
              <li key={`${one.section} ${one.date}`}>
                <Link to={addressOf(one)} className={styles.register}>
                  <strong>{one.title}</strong>
                  <span className="small soft">
                    {[one.term, day(one.date)].join(" · ")}
                    {waitingOf(one) > 0 &&
                      ` · ${i18n.t("{count, plural, one {# mark waits} other {# marks wait}}", { count: waitingOf(one) })}`}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Button onPress={() => window.location.reload()}>{i18n.t("Try again")}</Button>
    </Page>
  );
}
