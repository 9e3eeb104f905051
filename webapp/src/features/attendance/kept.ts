import type { Marks, Status } from "./model";

/** A line of a register as it is kept: no percentage and no reason, which marking needs not. */
export type KeptLine = { student: number; reg_no: string; name: string; status: Status | "" };

/** A register on this device: who is on it, and the marks that the server has not got yet. */
export type Kept = {
  section: number;
  date: string;
  title: string;
  term: string;
  /** When the server was last asked, as an instant. */
  at: string;
  /** Empty once names may no longer stay here; the marks stay. */
  lines: KeptLine[];
  marks: Marks;
  reason: string;
  /** Whether the marks are to be sent as soon as there is a connection. */
  due: boolean;
  /** Why the server refused them; it is not tried again by itself. */
  refused: string;
};

/** Who marks on this device, as far as an offline start needs it. Nothing that opens anything. */
export type Marker = {
  id: number;
  username: string;
  name: string;
  role: string;
  institution: string;
  zone: string;
  at: string;
};

const REGISTER = "sims.register.";
const MARKER = "sims.marker";
const HOUR = 3_600_000;

/** How long names may be read without the server: no longer than a sign-in lasts. */
export const NAMES_LAST = 24 * HOUR;
/** How long marks wait for their owner. */
export const MARKS_LAST = 7 * 24 * HOUR;

const listeners = new Set<() => void>();

/** Tells of changes, also of those in other tabs. */
export function onKept(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function changed() {
  for (const listener of listeners) listener();
}

const keyOf = (user: number, section: number, date: string) => `${REGISTER}${user}.${section}.${date}`;

function parse<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** The text as it is stored: the same as long as nothing has changed. */
export function keptText(user: number, section: number, date: string): string | null {
  return localStorage.getItem(keyOf(user, section, date));
}

export function readKept(user: number, section: number, date: string): Kept | null {
  return parse<Kept>(keptText(user, section, date));
}

function keys(prefix: string): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .sort();
}

/** All registers of that person on this device. */
export function registersOf(user: number): Kept[] {
  return keys(`${REGISTER}${user}.`).flatMap((key) => parse<Kept>(localStorage.getItem(key)) ?? []);
}

/** What identifies the whole of them, for who draws them. */
export function registersText(user: number): string {
  return keys(`${REGISTER}${user}.`)
    .map((key) => localStorage.getItem(key))
    .join();
}

export function keep(user: number, register: Kept) {
  localStorage.setItem(keyOf(user, register.section, register.date), JSON.stringify(register));
  changed();
}

export function forget(user: number, section: number, date: string) {
  localStorage.removeItem(keyOf(user, section, date));
  changed();
}

export function waitingOf(register: Kept): number {
  return Object.keys(register.marks).length;
}

export function marker(): Marker | null {
  return parse<Marker>(localStorage.getItem(MARKER));
}

export function keepMarker(person: Marker) {
  localStorage.setItem(MARKER, JSON.stringify(person));
}

/** Nothing of anybody stays. */
export function wipe() {
  for (const key of keys(REGISTER)) localStorage.removeItem(key);
  localStorage.removeItem(MARKER);
  changed();
}

/**
 * Takes away what may no longer be here: names after a day, or of anybody but `user`, and marks after a week.
 *
 * @param user who is signed in; null when the sign-in has ended
 */
export function prune(now: number, user: number | null) {
  for (const key of keys(REGISTER)) {
    const kept = parse<Kept>(localStorage.getItem(key));
    const age = kept ? now - Date.parse(kept.at) : Number.POSITIVE_INFINITY;
    const isOwn = user !== null && key.startsWith(`${REGISTER}${user}.`);
    const showsNames = isOwn && age < NAMES_LAST;
    const waits = kept !== null && waitingOf(kept) > 0 && age < MARKS_LAST;
    if (kept && waits && !showsNames) localStorage.setItem(key, JSON.stringify({ ...kept, lines: [] }));
    else if (!kept || (!waits && !showsNames)) localStorage.removeItem(key);
  }
  const person = marker();
  if (person && now - Date.parse(person.at) >= MARKS_LAST) localStorage.removeItem(MARKER);
  changed();
}
