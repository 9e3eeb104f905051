import { i18n } from "@lingui/core";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { api, ok, type Schema } from "../../api/client";
import { messageOf, ProblemError } from "../../api/problem";
import { type Kept, keep, keptText, onKept, readKept, registersOf, registersText } from "./kept";
import { conflictsOf, recordsOf, type Status, unsent } from "./model";

const keyOf = (section: number, date: string) => ["register", section, date];

function fetchRegister(section: number, date: string) {
  return ok(api.GET("/api/sections/{id}/register/", { params: { path: { id: section }, query: { date } } }));
}

export function useRegister(section: number, date: string) {
  return useQuery({
    queryKey: keyOf(section, date),
    queryFn: () => fetchRegister(section, date),
  });
}

/** The register on this device, drawn anew when it changes here or in another tab. */
export function useKept(user: number, section: number, date: string): Kept | null {
  const text = useSyncExternalStore(onKept, () => keptText(user, section, date));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the content
  return useMemo(() => readKept(user, section, date), [user, section, date, text]);
}

/** All of that person's registers on this device. */
export function useRegisters(user: number): Kept[] {
  const text = useSyncExternalStore(onKept, () => registersText(user));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the content
  return useMemo(() => registersOf(user), [user, text]);
}

/** The lines as they are kept. */
export function linesOf(register: Schema<"Register">): Kept["lines"] {
  return register.students.map((line) => ({
    student: line.student,
    reg_no: line.reg_no,
    name: line.name,
    status: line.status as Status | "",
  }));
}

/** What became of the marks of a register that were sent. */
export type Sent = {
  outcome: "sent" | "later" | "refused";
  created: number;
  updated: number;
  /** Marks that wait for a choice, since somebody else wrote something else. */
  conflicts: number;
};

const sending = new Map<string, Promise<Sent>>();

/**
 * Sends what waits of a register. The register is read first, so that a mark which arrived although its answer did
 * not is not sent again, and one on which somebody else has written is left for a choice. One sending at a time.
 */
export function sendKept(queries: QueryClient, user: number, section: number, date: string): Promise<Sent> {
  const key = `${user} ${section} ${date}`;
  const running = sending.get(key);
  if (running) return running;
  const send = attempt(queries, user, section, date).finally(() => sending.delete(key));
  sending.set(key, send);
  return send;
}

async function attempt(queries: QueryClient, user: number, section: number, date: string): Promise<Sent> {
  const sent: Sent = { outcome: "sent", created: 0, updated: 0, conflicts: 0 };
  try {
    const kept = readKept(user, section, date);
    if (!kept) return sent;
    const before = await fetchRegister(section, date);
    const records = recordsOf(before.students, kept.marks);
    if (records.length > 0) {
      const body = { section, date, reason: kept.reason, records };
      const outcome = await ok(api.POST("/api/attendance/bulk/", { body: body as never }));
      sent.created = outcome.created;
      sent.updated = outcome.updated;
    }
    const after = records.length > 0 ? await fetchRegister(section, date) : before;
    queries.setQueryData(keyOf(section, date), after);
    const now = readKept(user, section, date);
    // A mark that was made while the others were under way waits on; one for who left the section has no line.
    const isOn = new Set(after.students.map((line) => line.student));
    const marks = Object.fromEntries(
      Object.entries(unsent(after.students, now?.marks ?? {})).filter(([student]) =>
        isOn.has(Number(student)),
      ),
    );
    sent.conflicts = conflictsOf(after.students, marks).length;
    if (now)
      keep(user, {
        ...now,
        lines: linesOf(after),
        at: new Date().toISOString(),
        marks,
        due: false,
        refused: "",
        reason: Object.keys(marks).length === 0 ? "" : now.reason,
      });
    return sent;
  } catch (error) {
    const kept = readKept(user, section, date);
    const passes = !(error instanceof ProblemError) || error.status >= 500 || error.status === 429;
    // Somebody wrote between the reading and the writing: the next reading tells what.
    const again = error instanceof ProblemError && error.status === 409;
    const rows = error instanceof ProblemError ? error.rows("records") : [];
    const refused = passes || again ? "" : (rows[0]?.messages.join(" ") ?? messageOf(error));
    if (kept) keep(user, { ...kept, due: passes || again, refused });
    if (again) await queries.invalidateQueries({ queryKey: keyOf(section, date) });
    return { ...sent, outcome: passes || again ? "later" : "refused" };
  }
}

/** What was sent, in words. */
export function wordsOf(sent: Sent): string {
  return i18n.t("Saved: {created} new, {updated} changed.", sent);
}
