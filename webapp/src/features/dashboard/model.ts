import { i18n } from "@lingui/core";
import { daysBefore } from "../../lib/format";

/** Stands in an address for the day a week ago. */
const WEEK_AGO = "{week ago}";

/** Stands in an address for who is signed in. */
const ME = "{me}";

type Known = { label: () => string; to: string };

/** Every figure of the server, in words, and the list behind it. */
const KNOWN: Record<string, Known> = {
  total_students: { label: () => i18n.t("Active students"), to: "/students?status=active" },
  total_courses: { label: () => i18n.t("Courses"), to: "/courses" },
  active_sections: {
    label: () => i18n.t("Sections of open terms"),
    to: "/results/progress?term_status=open",
  },
  pending_requests: { label: () => i18n.t("Pending requests"), to: "/requests?status=pending" },
  published_results: { label: () => i18n.t("Published, not frozen"), to: "/results?state=published" },
  ineligible_students: {
    label: () => i18n.t("Students under 75 %"),
    to: "/students?status=active&falls_short=true",
  },
  my_sections: { label: () => i18n.t("My sections"), to: "/sections" },
  my_students: { label: () => i18n.t("My students"), to: `/students?teacher=${ME}` },
  pending_attendance: {
    label: () => i18n.t("Sections without attendance for a week"),
    to: `/results/progress?no_attendance_since=${WEEK_AGO}`,
  },
  draft_results: { label: () => i18n.t("Draft results"), to: "/results?state=draft" },
  enrolled_courses: { label: () => i18n.t("Courses I am enrolled in"), to: "/my/courses" },
  attendance_rate: { label: () => i18n.t("My attendance"), to: "/my/courses" },
  completed_results: { label: () => i18n.t("My results"), to: "/my/record" },
};

export type StatTile = { name: string; label: string; to: string; value: number };

/** The figures that the server gave that person, in its order; a student's requests are the own ones. */
export function tilesOf(stats: Record<string, number>, today: string, user: number): StatTile[] {
  const isStudent = "enrolled_courses" in stats;
  return Object.entries(stats).flatMap(([name, value]) => {
    const known = KNOWN[name];
    if (!known) return [];
    const to = isStudent && name === "pending_requests" ? "/my/requests" : known.to;
    const address = to.replace(WEEK_AGO, daysBefore(today, 7)).replace(ME, String(user));
    return [{ name, label: known.label(), to: address, value }];
  });
}

/** A list of which the home page tells how long it is. */
export type Watch = {
  name: string;
  label: string;
  to: string;
  path:
    | "/api/holds/"
    | "/api/pending-changes/"
    | "/api/jobs/"
    | "/api/attendance/standings/"
    | "/api/documents/"
    | "/api/sections/result-progress/"
    | "/api/users/";
  query: Record<string, string>;
};

/** The lists that somebody with these permissions works through. */
export function watchesOf(permissions: string[], isStudent: boolean): Watch[] {
  const may = (permission: string) => permissions.includes(permission);
  if (isStudent)
    return [
      {
        name: "documents",
        label: i18n.t("My documents"),
        to: "/my/requests",
        path: "/api/documents/",
        query: {},
      },
    ];
  const watches: Watch[] = [];
  if (may("HOLDS_READ"))
    watches.push({
      name: "holds",
      label: i18n.t("Holds in force"),
      to: "/holds?active=true",
      path: "/api/holds/",
      query: { active: "true" },
    });
  if (may("RESULT_CHANGES_READ"))
    watches.push({
      name: "changes",
      label: i18n.t("Changes waiting for a second person"),
      to: "/changes?status=pending",
      path: "/api/pending-changes/",
      query: { status: "pending" },
    });
  if (may("RESULTS_PUBLISH"))
    watches.push(
      {
        name: "missing",
        label: i18n.t("Sections with marks missing"),
        to: "/results/progress?term_status=open&marks_missing=true",
        path: "/api/sections/result-progress/",
        query: { term_status: "open", marks_missing: "true" },
      },
      {
        name: "ready",
        label: i18n.t("Sections ready to publish"),
        to: "/results/progress?ready=true",
        path: "/api/sections/result-progress/",
        query: { ready: "true" },
      },
    );
  if (may("JOBS_WATCH"))
    watches.push(
      {
        name: "batches",
        label: i18n.t("Transcript batches under way"),
        to: `/jobs?type=${BATCH}&state=running`,
        path: "/api/jobs/",
        query: { type: BATCH, state: "running" },
      },
      {
        name: "dead",
        label: i18n.t("Jobs given up"),
        to: "/jobs?state=dead",
        path: "/api/jobs/",
        query: { state: "dead" },
      },
    );
  if (may("USERS_MANAGE"))
    watches.push({
      name: "locked",
      label: i18n.t("Users locked out"),
      to: "/users?is_active=false",
      path: "/api/users/",
      query: { is_active: "false" },
    });
  if (may("GRADEBOOK_READ") && !may("HOLDS_READ"))
    watches.push({
      name: "short",
      label: i18n.t("Students falling short in my sections"),
      to: "/attendance?eligible=false",
      path: "/api/attendance/standings/",
      query: { eligible: "false" },
    });
  return watches;
}

const BATCH = "batch_generate_transcripts";

/** What the nightly look through the audit log came to. */
export function auditState(job: { state: string } | null): string {
  switch (job?.state) {
    case undefined:
      return i18n.t("Not verified yet");
    case "succeeded":
      return i18n.t("Unbroken");
    case "dead":
    case "failed":
      return i18n.t("Broken or unread");
    default:
      return i18n.t("Being verified");
  }
}

type Progress = {
  enrolled: number;
  drafts: number;
  published: number;
  frozen: number;
  missing_marks: number;
  last_attendance: string | null;
};

/** What a teacher's section still wants from its teacher. */
export function wantsOf(
  row: Progress,
  today: string,
): { attendance: boolean; marks: number; propose: number } {
  return {
    attendance: row.enrolled > 0 && row.last_attendance !== today,
    marks: row.published + row.frozen >= row.enrolled ? 0 : row.missing_marks,
    propose: Math.max(0, row.enrolled - row.drafts - row.published - row.frozen),
  };
}

/** Requests on which something is still to come. */
export function openRequests<R extends { status: string }>(requests: R[]): R[] {
  return requests.filter((request) => request.status === "pending" || request.status === "approved");
}
