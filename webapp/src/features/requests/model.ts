export type Step = "approved" | "rejected" | "completed";

/** The state machine of the server: nothing else is offered. */
export function stepsFrom(status: string): Step[] {
  return status === "pending" ? ["approved", "rejected"] : status === "approved" ? ["completed"] : [];
}
