import { i18n } from "@lingui/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Schema } from "../../api/client";
import { messageOf, ProblemError } from "../../api/problem";
import { tell } from "../../ui/toast";
import {
  cellsOf,
  type Grid,
  gridOf,
  type Held,
  type Key,
  keptWaiting,
  keyOf,
  overtaken,
  refused,
  renewed,
  saved,
  sending,
  settle,
  textOf,
  type,
  waiting,
} from "./model";
import { readBook, writeCells } from "./queries";

const PAUSE = 700;

/** A grade sheet that saves itself a moment after the last change, cell by cell with the version it was read at. */
export function useGrid(book: Schema<"Gradebook">) {
  const [grid, setGrid] = useState<Grid>(() => gridOf(book));
  const [fault, setFault] = useState("");
  const [theirs, setTheirs] = useState<Record<Key, Held>>({});
  const [done, setDone] = useState<{ key: Key; before: string }[][]>([]);
  const now = useRef(grid);
  const busy = useRef(false);
  const left = useRef(false);
  const onItsWay = useRef<Promise<unknown>>(Promise.resolve());
  now.current = grid;

  const change = useCallback((next: Grid, undoable: boolean) => {
    const before = now.current;
    if (undoable) {
      const keys = Object.keys({ ...before.edits, ...next.edits }) as Key[];
      const step = keys
        .filter((key) => textOf(before, key) !== textOf(next, key))
        .map((key) => ({ key, before: textOf(before, key) }));
      if (step.length > 0) setDone((steps) => [...steps.slice(-99), step]);
    }
    now.current = next;
    setGrid(next);
  }, []);

  const save = useCallback(async () => {
    const keys = waiting(now.current);
    if (keys.length === 0 || busy.current) return;
    busy.current = true;
    const cells = cellsOf(now.current, keys);
    change(sending(now.current, keys), false);
    try {
      const outcome = await writeCells(cells);
      change(saved(now.current, keys, outcome.scores), false);
      setFault("");
    } catch (error) {
      if (left.current) tellLost(error);
      const rows = error instanceof ProblemError ? error.rows("scores") : [];
      const named = rows.flatMap((row) => keys[row.index] ?? []);
      if (error instanceof ProblemError && error.status === 409 && named.length > 0) {
        const fresh = gridOf(await readBook(book.section));
        setTheirs((former) => ({ ...former, ...pick(fresh.held, named) }));
        change(overtaken(now.current, named, i18n.t("Somebody else changed this cell.")), false);
      } else if (named.length > 0) {
        change(refused(now.current, named, rows[0]?.messages.join(" ") ?? ""), false);
      }
      const others = keys.filter((key) => !named.includes(key));
      change(keptWaiting(now.current, others), false);
      setFault(named.length > 0 ? "" : messageOf(error));
    } finally {
      busy.current = false;
    }
  }, [book.section, change]);

  useEffect(() => change(renewed(now.current, gridOf(book)), false), [book, change]);

  const open = waiting(grid).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the sheet starts the pause anew
  useEffect(() => {
    if (open === 0 || fault) return;
    const timer = setTimeout(() => {
      if (!busy.current) onItsWay.current = save();
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [grid, open, fault, save]);

  // Who leaves for another page does not lose what was typed in the last moment.
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      // After what is on its way: it brings the versions over which the last marks were typed.
      void onItsWay.current
        .then(() => {
          const keys = waiting(now.current);
          return keys.length > 0 ? writeCells(cellsOf(now.current, keys)) : null;
        })
        .catch(tellLost);
    };
  }, []);

  useEffect(() => {
    if (Object.keys(grid.edits).length === 0) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [grid]);

  return {
    grid,
    fault,
    theirs,
    canUndo: done.length > 0,
    change: useCallback((next: (former: Grid) => Grid) => change(next(now.current), true), [change]),
    retry: () => {
      setFault("");
      if (!busy.current) onItsWay.current = save();
    },
    settle: (key: Key, keepMine: boolean) => {
      const held = theirs[key];
      if (held) change(settle(now.current, key, held, keepMine), false);
    },
    undo: () => {
      const step = done.at(-1);
      if (!step) return;
      setDone((steps) => steps.slice(0, -1));
      change(
        step.reduce((next, cell) => type(next, cell.key, cell.before), now.current),
        false,
      );
    },
  };
}

/** Told wherever the teacher is by now. */
function tellLost(error: unknown) {
  tell(i18n.t("Marks were not saved: {why}", { why: messageOf(error) }), { tone: "bad" });
}

function pick(held: Record<Key, Held>, keys: Key[]): Record<Key, Held> {
  const picked: Record<Key, Held> = {};
  for (const key of keys) if (held[key]) picked[key] = held[key];
  return picked;
}

export { keyOf };
