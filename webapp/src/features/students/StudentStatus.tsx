import { Badge } from "../../ui/Notice";
import { studentStatus } from "../../ui/words";

/** How a student stands with the university. */
export function StudentStatus({ status }: { status: string }) {
  return <Badge tone={status === "active" ? "good" : "plain"}>{studentStatus(status)}</Badge>;
}
