import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "react-router";
import { type Kept, registersOf, waitingOf } from "../features/attendance/kept";
import { sendKept, useRegisters } from "../features/attendance/queries";
import { today } from "../lib/format";
import { Notice } from "../ui/Notice";
import { tell } from "../ui/toast";
import styles from "./Shell.module.css";
import { useSession } from "./session";

const AGAIN = 30_000;

/** Sends the marks that were made without a connection, and tells which of them need a person. */
export function Sync() {
  const { user } = useSession();
  const queries = useQueryClient();
  const registers = useRegisters(user.id);

  useEffect(() => {
    async function send() {
      if (!navigator.onLine) return;
      for (const kept of registersOf(user.id).filter((one) => one.due && waitingOf(one) > 0)) {
        const sent = await sendKept(queries, user.id, kept.section, kept.date);
        if (sent.outcome === "sent" && sent.created + sent.updated > 0)
          tell(
            i18n.t("{title}: {count, plural, one {# mark was} other {# marks were}} sent.", {
              title: kept.title,
              count: sent.created + sent.updated,
            }),
          );
      }
    }
    void send();
    const back = () => void send();
    window.addEventListener("online", back);
    const timer = window.setInterval(back, AGAIN);
    return () => {
      window.removeEventListener("online", back);
      window.clearInterval(timer);
    };
  }, [user.id, queries]);

  const stuck = registers.filter((one) => waitingOf(one) > 0 && (one.refused || isLeftOver(one)));
  return stuck.length === 0 ? null : (
    <div className={styles.offline}>
      <Notice tone="warn">
        {i18n.t("Attendance on this device that is not on the server:")}
        <ul>
          {stuck.map((one) => (
            <li key={`${one.section} ${one.date}`}>
              <Link to={addressOf(one)}>
                {one.title} · {one.date}
              </Link>{" "}
              {one.refused}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** Marks of a day that is over, which nobody saved. */
function isLeftOver(register: Kept): boolean {
  return !register.due && register.date < today();
}

export function addressOf(register: { section: number; date: string }): string {
  return `/sections/${register.section}/attendance?date=${register.date}`;
}
