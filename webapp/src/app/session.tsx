import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { api, mayBeSignedIn, ok, onSessionEnd, renew, type Schema, signIn, signOut } from "../api/client";
import { ProblemError } from "../api/problem";
import {
  keepMarker,
  type Marker,
  marker,
  prune,
  registersOf,
  waitingOf,
  wipe,
} from "../features/attendance/kept";
import { SignInAgain } from "./SignInAgain";
import { startWorker } from "./worker";

/** Who is signed in, and what the server lets that role do at all. */
export type Session = Schema<"AuthSession">;

type Access = {
  /** undefined while it is not known, null for nobody. */
  session: Session | null | undefined;
  failure: unknown;
  /** Whether the server could not be asked at the start: only the registers on this device are there. */
  offline: boolean;
  enter: (identifier: string, password: string) => Promise<void>;
  leave: () => Promise<void>;
  reload: () => Promise<void>;
};

const SessionContext = createContext<Access | null>(null);

async function load(): Promise<Session> {
  const session = await ok(api.GET("/api/auth/session/"));
  prune(Date.now(), session.user.id);
  if (session.permissions.includes(MARKS)) {
    keepMarker({
      id: session.user.id,
      username: session.user.username,
      name: session.user.full_name,
      role: session.user.role,
      institution: session.institution.name,
      zone: session.institution.time_zone,
      at: new Date().toISOString(),
    });
    startWorker();
  }
  return session;
}

const MARKS = "ATTENDANCE_WRITE";

/** What an offline start knows of who was signed in here; the server decides again when it is back. */
function keptSession(person: Marker): Session {
  return {
    user: {
      id: person.id,
      username: person.username,
      full_name: person.name,
      email: "",
      role: person.role as Session["user"]["role"],
      is_active: true,
    },
    permissions: ["ATTENDANCE_READ", MARKS],
    student: null,
    institution: { name: person.institution, time_zone: person.zone } as Session["institution"],
  };
}

/** Whether the server was not there at all, and has not answered no. */
function isAway(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof ProblemError && error.status >= 500);
}

/** Whose marks wait on this device for a sign-in, and how many. */
export function marksWaiting(): { user: string; count: number } | null {
  const person = marker();
  if (!person) return null;
  const count = registersOf(person.id).reduce((sum, one) => sum + waitingOf(one), 0);
  return count === 0 ? null : { user: person.username, count };
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [failure, setFailure] = useState<unknown>(null);
  const [offline, setOffline] = useState(false);
  const [asking, setAsking] = useState<((back: boolean) => void) | null>(null);
  const queries: QueryClient = useQueryClient();

  const reload = useCallback(async () => {
    try {
      setFailure(null);
      const session = (await renew()) ? await load() : null;
      if (session === null) prune(Date.now(), null);
      setSession(session);
    } catch (error) {
      const person = marker();
      if (isAway(error) && person && mayBeSignedIn()) {
        prune(Date.now(), person.id);
        setOffline(true);
        setSession(keptSession(person));
      } else {
        setFailure(error);
      }
    }
  }, []);

  useEffect(() => {
    void reload();
  }, [reload]);

  const user = session?.user.username;
  useEffect(() => {
    if (!user) return;
    let waiting: Promise<boolean> | null = null;
    onSessionEnd(() => {
      waiting ??= new Promise<boolean>((resolve) => setAsking(() => resolve)).finally(() => {
        waiting = null;
        setAsking(null);
      });
      return waiting;
    });
    return () => onSessionEnd(null);
  }, [user]);

  const value = useMemo<Access>(
    () => ({
      session,
      failure,
      reload,
      offline,
      enter: async (identifier, password) => {
        await signIn(identifier, password);
        queries.clear();
        setSession(await load());
      },
      leave: async () => {
        onSessionEnd(null);
        await signOut();
        wipe();
        queries.clear();
        setOffline(false);
        setSession(null);
      },
    }),
    [session, failure, offline, reload, queries],
  );

  return (
    <SessionContext value={value}>
      {children}
      {asking && user && (
        <SignInAgain
          username={user}
          onBack={() => {
            asking(true);
            // The role may be another one by now, and with it the pages.
            load().then(setSession, () => undefined);
          }}
          onLeave={() => {
            asking(false);
            prune(Date.now(), null);
            queries.clear();
            setSession(null);
          }}
        />
      )}
    </SessionContext>
  );
}

export function useAccess(): Access {
  const access = useContext(SessionContext);
  if (!access) throw new Error("outside of SessionProvider");
  return access;
}

/** The session of a page that only signed-in people see. */
export function useSession(): Session {
  const { session } = useAccess();
  if (!session) throw new Error("nobody is signed in");
  return session;
}

/** Whether the signed-in role holds the permission; the server decides each case. */
export function useMay(): (permission: string) => boolean {
  const { session } = useAccess();
  return useCallback((permission) => session?.permissions.includes(permission) ?? false, [session]);
}
