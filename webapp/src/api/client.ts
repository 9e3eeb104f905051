import createClient from "openapi-fetch";
import { changedMeanwhile, problemOf } from "./problem";
import type { components, paths } from "./schema";

/** A shape of the API by its name in the server's document. */
export type Schema<N extends keyof components["schemas"]> = components["schemas"][N];

type Success<O> = O extends { responses: { 200: { content: { "application/json": infer B } } } } ? B : never;

/** The path of a list. */
export type ListPath = {
  [P in keyof paths]: paths[P] extends { get: infer G }
    ? Success<G> extends { results: unknown[] }
      ? P
      : never
    : never;
}[keyof paths];

/** What a list's rows are. */
export type Row<P extends ListPath> = paths[P] extends { get: infer G }
  ? Success<G> extends { results: (infer R)[] }
    ? R
    : never
  : never;

/** Asks a browser's cookie for the sign-in; the header keeps other sites out. */
const COOKIE = { "X-Sims-Session": "cookie" };

/** Whether a cookie may be there: nothing secret, it only spares a first visit a vain request. */
const HINT = "sims.signed-in";

/** Stands there after a sign-out without a connection: the server is told before anything else, once it is back. */
const LEAVING = "leaving";

// The access token lives in this module's memory only: no storage, no cookie that a script could read.
let access: string | null = null;
let renewing: Promise<boolean> | null = null;
let signInAgain: (() => Promise<boolean>) | null = null;

/** Who is asked for a password when the sign-in has ended in the middle of work. */
export function onSessionEnd(ask: (() => Promise<boolean>) | null) {
  signInAgain = ask;
}

function withToken(request: Request): Request {
  if (access) request.headers.set("Authorization", `Bearer ${access}`);
  return request;
}

/** Whether a sign-in may be there, as far as this device knows. */
export function mayBeSignedIn(): boolean {
  return localStorage.getItem(HINT) === "yes";
}

/** A new access token for the cookie; one request however many ask. */
export async function renew(): Promise<boolean> {
  if (localStorage.getItem(HINT) === LEAVING) await signOut();
  if (!mayBeSignedIn()) return false;
  renewing ??= fetch("/api/auth/refresh/", { method: "POST", headers: COOKIE })
    .then(async (response) => {
      if (!response.ok && response.status !== 401) throw await problemOf(response);
      if (!response.ok) localStorage.removeItem(HINT);
      access = response.ok ? ((await response.json()) as { access: string }).access : null;
      return response.ok;
    })
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

/** Fetches with the token; one that has expired is renewed, and a sign-in that has ended is asked for again. */
export async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(withToken(request));
  if (response.status !== 401) return response;
  const renewed = (await renew()) || (signInAgain !== null && (await signInAgain()));
  return renewed ? fetch(withToken(again)) : response;
}

export async function signIn(identifier: string, password: string): Promise<void> {
  const response = await fetch("/api/auth/login/", {
    method: "POST",
    headers: { ...COOKIE, "Content-Type": "application/json" },
    body: JSON.stringify({ identifier, password }),
  });
  if (!response.ok) throw await problemOf(response);
  access = ((await response.json()) as { tokens: { access: string } }).tokens.access;
  localStorage.setItem(HINT, "yes");
}

/** Ends the sign-in here at once, and on the server now or as soon as it can be reached. */
export async function signOut(): Promise<void> {
  const headers = { ...COOKIE, ...(access ? { Authorization: `Bearer ${access}` } : {}) };
  access = null;
  localStorage.setItem(HINT, LEAVING);
  try {
    const response = await fetch("/api/auth/logout/", { method: "POST", headers });
    if (response.status < 500) localStorage.removeItem(HINT);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** The typed client. Its answers are taken with {@link ok}. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorized });

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The body of a success; anything else is thrown as a ProblemError. */
export async function ok<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call;
  if (answer.response.ok) return answer.data as T;
  const body = JSON.stringify(answer.error ?? {});
  throw await problemOf(new Response(body, { status: answer.response.status }));
}

/** The body and the version to send as If-Match with a change. */
export async function versioned<T>(call: Promise<Answer<T>>): Promise<{ data: T; etag: string }> {
  const answer = await call;
  const data = await ok(Promise.resolve(answer));
  return { data, etag: answer.response.headers.get("ETag") ?? "" };
}

/** Headers of a change that must not overwrite somebody else's. */
export function ifMatch(etag: string): { headers: Record<string, string> } {
  return etag ? { headers: { "If-Match": etag } } : { headers: {} };
}

/** Query parameters without the empty ones. */
export function queryOf(values: Record<string, string | number | boolean | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

async function fetched(path: string, how: RequestInit): Promise<Response> {
  const response = await authorized(new Request(new URL(path, window.location.origin), how));
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** A page of any list. */
export async function listOf<P extends ListPath>(
  path: P,
  query: Record<string, string | number | boolean | undefined>,
  signal?: AbortSignal,
): Promise<{ count: number | null; next: string | null; results: Row<P>[] }> {
  return (await fetched(path + queryOf(query), { signal: signal ?? null })).json();
}

/** The record of a list that has this id, as it stands now, and its version. */
export async function recordOf<P extends ListPath>(
  path: P,
  id: number,
  signal?: AbortSignal,
): Promise<{ data: Row<P>; etag: string }> {
  const response = await fetched(`${path}${id}/`, { signal: signal ?? null });
  return { data: await response.json(), etag: response.headers.get("ETag") ?? "" };
}

/**
 * The condition of an act on a record that was read in a list: it is done to what was seen there, and refused where
 * somebody else has changed the record since.
 */
export async function asSeen<P extends ListPath>(
  path: P,
  row: Row<P> & { id: number },
): Promise<{ headers: Record<string, string> }> {
  const { data, etag } = await recordOf(path, row.id);
  // The server writes a record alike in a list and alone.
  if (JSON.stringify(data) !== JSON.stringify(row)) throw changedMeanwhile();
  return ifMatch(etag);
}

/** Fetches a file with the token and hands it to the browser to keep. */
export async function download(path: string, name: string, accept?: string): Promise<void> {
  const headers: Record<string, string> = accept ? { Accept: accept } : {};
  const response = await fetched(path, { headers });
  const given = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = given?.[1] ?? name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Sends a file as a form. */
export async function upload<T>(path: string, file: File): Promise<T> {
  const form = new FormData();
  form.set("file", file);
  const response = await authorized(
    new Request(new URL(path, window.location.origin), { method: "POST", body: form }),
  );
  if (!response.ok) throw await problemOf(response);
  return response.json();
}
