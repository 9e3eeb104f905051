import { i18n } from "@lingui/core";
import { api, ifMatch, ok, type Row, type Schema } from "../../api/client";
import { useMay, useSession } from "../../app/session";
import { CrudPage } from "../../ui/CrudPage";
import { entityField } from "../../ui/EntityField";
import { numberOrText, type Values } from "../../ui/RecordForm";

type Section = Row<"/api/sections/">;

function bodyOf(values: Values): Schema<"SectionBody"> {
  return {
    course: numberOrText(values.course ?? "") as number,
    term: values.term ?? "",
    teacher: values.teacher ? Number(values.teacher) : null,
    teacher_name: values.teacher_name ?? "",
    capacity: numberOrText(values.capacity ?? "") as number,
  };
}

export default function SectionsPage() {
  const may = useMay();
  const { user } = useSession();
  const seesUsers = may("USERS_MANAGE");
  return (
    <CrudPage
      title={user.role === "Faculty" ? i18n.t("My sections") : i18n.t("Sections")}
      path="/api/sections/"
      importable
      writable={may("SECTIONS_WRITE")}
      add={i18n.t("Add section")}
      nameOf={(section: Section) => `${section.course_detail.code} ${section.term}`}
      rowLink={(section) => `/sections/${section.id}`}
      columns={[
        {
          key: "course",
          csv: ["course_detail.code"],
          label: i18n.t("Course"),
          cell: (row) => row.course_detail.code,
        },
        {
          key: "title",
          csv: ["course_detail.title"],
          label: i18n.t("Title"),
          wraps: true,
          cell: (row) => row.course_detail.title,
        },
        { key: "term", label: i18n.t("Term"), order: "term", cell: (row) => row.term },
        {
          key: "teacher",
          csv: ["teacher_name"],
          label: i18n.t("Teacher"),
          order: "teacher_name",
          cell: (row) => row.teacher_name || "–",
        },
        { key: "capacity", label: i18n.t("Capacity"), figures: true, cell: (row) => row.capacity },
      ]}
      fields={(section) => [
        entityField({
          name: "course",
          label: i18n.t("Course"),
          required: true,
          path: "/api/courses/",
          textOf: () => (section ? `${section.course_detail.code} ${section.course_detail.title}` : ""),
          labelOf: (course) => ({ id: String(course.id), text: `${course.code} ${course.title}` }),
        }),
        entityField({
          name: "term",
          label: i18n.t("Term"),
          required: true,
          path: "/api/terms/",
          textOf: (value) => value,
          labelOf: (term) => ({ id: term.name, text: term.name }),
        }),
        ...(seesUsers
          ? [
              entityField({
                name: "teacher",
                label: i18n.t("Teacher's account"),
                path: "/api/users/",
                query: { role: "Faculty" },
                textOf: () => (section?.teacher ? section.teacher_name : ""),
                labelOf: (user) => ({
                  id: String(user.id),
                  text: `${user.first_name} ${user.last_name}`.trim() || user.username,
                  note: user.username,
                }),
              }),
            ]
          : []),
        { name: "teacher_name", label: i18n.t("Teacher's name"), maxLength: 128 },
        { name: "capacity", label: i18n.t("Capacity"), kind: "number" },
      ]}
      valuesOf={(section) => ({
        course: section ? String(section.course) : "",
        term: section?.term ?? "",
        teacher: section?.teacher ? String(section.teacher) : "",
        teacher_name: section?.teacher_name ?? "",
        capacity: String(section?.capacity ?? 30),
      })}
      create={(values) => ok(api.POST("/api/sections/", { body: bodyOf(values) }))}
      update={(section, values, etag) =>
        ok(
          api.PATCH("/api/sections/{id}/", {
            params: { path: { id: section.id } },
            body: bodyOf(values),
            ...ifMatch(etag),
          }),
        )
      }
      remove={(section, condition) =>
        ok(api.DELETE("/api/sections/{id}/", { params: { path: { id: section.id } }, ...condition }))
      }
    />
  );
}
