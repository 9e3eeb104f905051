import { i18n } from "@lingui/core";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Schema } from "../api/client";
import { useSection } from "../features/sections/queries";
import { useListAddress } from "../ui/listAddress";
import { ErrorState } from "../ui/Notice";
import { Page } from "../ui/Page";
import { TabLinks } from "../ui/TabLinks";
import { useMay } from "./session";

export { useSection };

/** The frame of a section's pages: which section it is, and its other pages. What is in it does not wait for it. */
export function SectionFrame(props: { actions?: ReactNode; children: (id: number) => ReactNode }) {
  const id = Number(useParams().id);
  const may = useMay();
  const section = useSection(id);
  const list = useListAddress("/sections");
  if (section.isLoadingError)
    return (
      <Page title={i18n.t("Section")} back={{ to: list, label: i18n.t("Sections") }}>
        <ErrorState error={section.error} retry={() => section.refetch()} />
      </Page>
    );
  const links = [
    { to: `/sections/${id}`, text: i18n.t("Students") },
    ...(may("ATTENDANCE_READ") ? [{ to: `/sections/${id}/attendance`, text: i18n.t("Attendance") }] : []),
    ...(may("GRADEBOOK_READ")
      ? [
          { to: `/sections/${id}/grades`, text: i18n.t("Grades") },
          { to: `/sections/${id}/results`, text: i18n.t("Results") },
        ]
      : []),
  ];
  return (
    <Page
      {...(section.data ? told(section.data) : { title: i18n.t("Section") })}
      back={{ to: list, label: i18n.t("Sections") }}
      actions={props.actions}
    >
      <TabLinks label={i18n.t("Section")} links={links} />
      {props.children(id)}
    </Page>
  );
}

function told(section: Schema<"Section">) {
  const { course_detail: course, term, teacher_name: teacher, capacity } = section;
  return {
    title: `${course.code} ${course.title}`,
    lead: [term, teacher, i18n.t("{count} seats", { count: capacity })].filter(Boolean).join(" · "),
  };
}
