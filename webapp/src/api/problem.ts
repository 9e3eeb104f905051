import { i18n } from "@lingui/core";
import { say, sayRefusal } from "./say";

/** A row at fault in a bulk call. */
export type RowFault = { index: number; messages: string[] } & Record<string, unknown>;

/** A refusal, as the server words it: one message, and one or more for each field at fault. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: number | string,
    message: string,
    readonly details: Record<string, unknown[]>,
  ) {
    super(message);
    this.name = "ProblemError";
  }

  /** The texts on each field; rows of bulk calls are left out. */
  get fields(): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const [field, faults] of Object.entries(this.details)) {
      const texts = faults.filter((fault) => typeof fault === "string");
      if (texts.length > 0) fields[field] = texts.join(" ");
    }
    return fields;
  }

  /** The rows at fault that a bulk call names under that field. */
  rows(field: string): RowFault[] {
    return (this.details[field] ?? []).filter((fault): fault is RowFault => typeof fault === "object");
  }
}

/** The refusal in an answer that is no success. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = body as {
    title?: string;
    error?: { code?: number | string; message?: string; details?: unknown };
  } | null;
  const error = problem?.error;
  const details = (error?.details ?? {}) as Record<string, unknown[]>;
  return new ProblemError(
    response.status,
    error?.code ?? response.status,
    error?.message === undefined
      ? i18n.t("The server answered with status {status}.", { status: response.status })
      : sayRefusal(error.message, problem?.title ?? ""),
    Array.isArray(details)
      ? {}
      : Object.fromEntries(Object.entries(details).map(([field, faults]) => [field, faults.map(sayFault)])),
  );
}

/** What is at fault with a field, or with a row of a bulk call, in the reader's language. */
function sayFault(fault: unknown): unknown {
  if (typeof fault === "string") return say(fault);
  const { messages } = (fault ?? {}) as Partial<RowFault>;
  return Array.isArray(messages) ? { ...(fault as RowFault), messages: messages.map(say) } : fault;
}

/** The refusal of an act on a record that somebody else has changed since it was seen. */
export function changedMeanwhile(): ProblemError {
  return new ProblemError(412, 412, "", {});
}

/** What to tell a person about anything that went wrong. */
export function messageOf(error: unknown): string {
  if (error instanceof ProblemError) {
    if (error.status === 412)
      return i18n.t(
        "Somebody else changed this meanwhile, so nothing was done. Look at it as it is now, and decide again.",
      );
    const fields = Object.values(error.fields);
    return fields.length > 0 && error.status === 400 ? fields.join(" ") : error.message;
  }
  if (error instanceof TypeError) {
    return i18n.t("The server cannot be reached. Nothing is lost: try again when the connection is back.");
  }
  return error instanceof Error ? error.message : String(error);
}
