import { i18n } from "@lingui/core";
import { type ComponentType, lazy } from "react";

export type Group = "me" | "teaching" | "examinations" | "records" | "catalogue" | "administration";

/** A page. The sidebar, the palette and the guards read this table alone. */
export type AppRoute = {
  path: string;
  page: ComponentType;
  /** Any of these opens the page; empty for every signed-in person. */
  permissions: string[];
  /** Its words in the sidebar and the palette; without them it is reached from other pages. */
  label?: () => string;
  group?: Group;
  /** Only for who is, or is not, a student. */
  student?: boolean;
};

export const GROUPS: { group: Group; label: () => string }[] = [
  { group: "me", label: () => i18n.t("My studies") },
  { group: "teaching", label: () => i18n.t("Teaching") },
  { group: "examinations", label: () => i18n.t("Examinations") },
  { group: "records", label: () => i18n.t("Records") },
  { group: "catalogue", label: () => i18n.t("Catalogue") },
  { group: "administration", label: () => i18n.t("Administration") },
];

const page = (load: () => Promise<{ default: ComponentType }>) => lazy(load);

export const ROUTES: AppRoute[] = [
  {
    path: "/",
    page: page(() => import("../features/dashboard/DashboardPage")),
    permissions: [],
    label: () => i18n.t("Home"),
  },
  {
    path: "/students",
    page: page(() => import("../features/students/StudentsPage")),
    permissions: ["STUDENTS_READ"],
    label: () => i18n.t("Students"),
    group: "records",
    student: false,
  },
  {
    path: "/students/:id",
    page: page(() => import("../features/students/StudentPage")),
    permissions: ["STUDENTS_READ"],
  },
  {
    path: "/programs",
    page: page(() => import("../features/programs/ProgramsPage")),
    permissions: ["ACADEMICS_READ"],
    label: () => i18n.t("Programs"),
    group: "catalogue",
  },
  {
    path: "/courses",
    page: page(() => import("../features/courses/CoursesPage")),
    permissions: ["ACADEMICS_READ"],
    label: () => i18n.t("Courses"),
    group: "catalogue",
  },
  {
    path: "/terms",
    page: page(() => import("../features/terms/TermsPage")),
    permissions: ["ACADEMICS_READ"],
    label: () => i18n.t("Terms"),
    group: "catalogue",
  },
  {
    path: "/my/courses",
    page: page(() => import("../features/my/MyCoursesPage")),
    permissions: ["ATTENDANCE_READ"],
    label: () => i18n.t("My courses"),
    group: "me",
    student: true,
  },
  {
    path: "/my/record",
    page: page(() => import("../features/my/MyRecordPage")),
    permissions: ["RECORDS_READ"],
    label: () => i18n.t("My results"),
    group: "me",
    student: true,
  },
  {
    path: "/my/requests",
    page: page(() => import("../features/my/MyRequestsPage")),
    permissions: ["REQUESTS_CREATE"],
    label: () => i18n.t("Requests and documents"),
    group: "me",
    student: true,
  },
  {
    path: "/sections",
    page: page(() => import("../features/sections/SectionsPage")),
    permissions: ["SECTIONS_READ"],
    label: () => i18n.t("Sections"),
    group: "teaching",
    student: false,
  },
  {
    path: "/sections/:id",
    page: page(() => import("../features/sections/SectionPage")),
    permissions: ["SECTIONS_READ"],
  },
  {
    path: "/sections/:id/attendance",
    page: page(() => import("../features/attendance/RegisterPage")),
    permissions: ["ATTENDANCE_READ"],
  },
  {
    path: "/sections/:id/grades",
    page: page(() => import("../features/gradebook/GradebookPage")),
    permissions: ["GRADEBOOK_READ"],
  },
  {
    path: "/sections/:id/results",
    page: page(() => import("../features/results/SectionResultsPage")),
    permissions: ["GRADEBOOK_READ"],
  },
  {
    path: "/attendance",
    page: page(() => import("../features/attendance/StandingsPage")),
    permissions: ["ATTENDANCE_READ"],
    label: () => i18n.t("Attendance"),
    group: "teaching",
    student: false,
  },
  {
    path: "/results/progress",
    page: page(() => import("../features/results/ProgressPage")),
    permissions: ["GRADEBOOK_READ"],
    label: () => i18n.t("Results by section"),
    group: "examinations",
    student: false,
  },
  {
    path: "/results",
    page: page(() => import("../features/results/ResultsPage")),
    permissions: ["RESULTS_READ"],
    label: () => i18n.t("All results"),
    group: "examinations",
    student: false,
  },
  {
    path: "/results/gazette",
    page: page(() => import("../features/results/GazettePage")),
    permissions: ["TERM_LISTS_READ"],
    label: () => i18n.t("Gazette"),
    group: "examinations",
  },
  {
    path: "/results/merit",
    page: page(() => import("../features/results/MeritPage")),
    permissions: ["TERM_LISTS_READ"],
    label: () => i18n.t("Merit list"),
    group: "examinations",
  },
  {
    path: "/changes",
    page: page(() => import("../features/changes/ChangesPage")),
    permissions: ["RESULT_CHANGES_READ"],
    label: () => i18n.t("Change requests"),
    group: "examinations",
    student: false,
  },
  {
    path: "/requests",
    page: page(() => import("../features/requests/RequestsPage")),
    permissions: ["REQUESTS_READ"],
    label: () => i18n.t("Requests"),
    group: "records",
    student: false,
  },
  {
    path: "/documents",
    page: page(() => import("../features/documents/DocumentsPage")),
    permissions: ["DOCUMENTS_READ"],
    label: () => i18n.t("Documents"),
    group: "records",
    student: false,
  },
  {
    path: "/batches",
    page: page(() => import("../features/batches/BatchesPage")),
    permissions: ["TRANSCRIPTS_BATCH"],
    label: () => i18n.t("Transcript batches"),
    group: "records",
    student: false,
  },
  {
    path: "/enrollments/bulk",
    page: page(() => import("../features/enrollments/BulkPage")),
    permissions: ["ENROLLMENTS_WRITE"],
    label: () => i18n.t("Enroll many"),
    group: "records",
  },
  {
    path: "/imports",
    page: page(() => import("../features/imports/ImportsPage")),
    permissions: ["IMPORTS"],
    label: () => i18n.t("Imports"),
    group: "records",
  },
  {
    path: "/holds",
    page: page(() => import("../features/holds/HoldsPage")),
    permissions: ["HOLDS_READ"],
    label: () => i18n.t("Holds"),
    group: "records",
    student: false,
  },
  {
    path: "/users",
    page: page(() => import("../features/users/UsersPage")),
    permissions: ["USERS_MANAGE"],
    label: () => i18n.t("Users"),
    group: "administration",
  },
  {
    path: "/audit",
    page: page(() => import("../features/audit/AuditPage")),
    permissions: ["AUDIT_READ"],
    label: () => i18n.t("Audit"),
    group: "administration",
  },
  {
    path: "/jobs",
    page: page(() => import("../features/jobs/JobsPage")),
    permissions: ["JOBS_WATCH"],
    label: () => i18n.t("Jobs"),
    group: "administration",
  },
  {
    path: "/health-check",
    page: page(() => import("../features/health/HealthPage")),
    permissions: ["JOBS_WATCH"],
    label: () => i18n.t("Health"),
    group: "administration",
  },
  {
    path: "/institution",
    page: page(() => import("../features/institution/InstitutionPage")),
    permissions: ["INSTITUTION_WRITE"],
    label: () => i18n.t("Institution"),
    group: "administration",
  },
  {
    path: "/account",
    page: page(() => import("../features/account/AccountPage")),
    permissions: [],
    label: () => i18n.t("My account"),
  },
];

/** Whether somebody with these permissions may open the page. */
export function opens(route: AppRoute, permissions: string[], isStudent: boolean): boolean {
  const held = route.permissions.length === 0 || route.permissions.some((name) => permissions.includes(name));
  return held && (route.student === undefined || route.student === isStudent);
}
