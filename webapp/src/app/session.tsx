import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { api, ok, onSessionEnd, renew, type Schema, signIn, signOut } from "../api/client";
import { SignInAgain } from "./SignInAgain";

/** Who is signed in, and what the server lets that role do at all. */
export type Session = Schema<"AuthSession">;

type Access = {
  /** undefined while it is not known, null for nobody. */
  session: Session | null | undefined;
  failure: unknown;
  enter: (identifier: string, password: string) => Promise<void>;
  leave: () => Promise<void>;
  reload: () => Promise<void>;
};

const SessionContext = createContext<Access | null>(null);

async function load(): Promise<Session> {
  return ok(api.GET("/api/auth/session/"));
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [failure, setFailure] = useState<unknown>(null);
  const [asking, setAsking] = useState<((back: boolean) => void) | null>(null);
  const queries: QueryClient = useQueryClient();

  const reload = useCallback(async () => {
    try {
      setFailure(null);
      setSession((await renew()) ? await load() : null);
    } catch (error) {
      setFailure(error);
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
      enter: async (identifier, password) => {
        await signIn(identifier, password);
        queries.clear();
        setSession(await load());
      },
      leave: async () => {
        onSessionEnd(null);
        await signOut();
        queries.clear();
        setSession(null);
      },
    }),
    [session, failure, reload, queries],
  );

  return (
    <SessionContext value={value}>
      {children}
      {asking && user && (
        <SignInAgain
          username={user}
          onBack={() => asking(true)}
          onLeave={() => {
            asking(false);
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
