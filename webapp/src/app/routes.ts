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
