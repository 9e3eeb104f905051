import { i18n } from "@lingui/core";
import { api, ifMatch, ok, type Schema } from "../../api/client";
import { useMay } from "../../app/session";
import { CrudPage } from "../../ui/CrudPage";
import { entityField } from "../../ui/EntityField";
import { numberOrText, type Values } from "../../ui/RecordForm";

function bodyOf(values: Values): Schema<"CourseBody"> {
  return {
    code: values.code ?? "",
    title: values.title ?? "",
    credits: numberOrText(values.credits ?? "") as number,
    program: numberOrText(values.program ?? "") as number,
  };
}

export default function CoursesPage() {
  const may = useMay();
  return (
    <CrudPage
      title={i18n.t("Courses")}
      path="/api/courses/"
      importable
      writable={may("ACADEMICS_WRITE")}
      add={i18n.t("Add course")}
      nameOf={(course) => course.code}
      columns={[
        { key: "code", label: i18n.t("Code"), order: "code", cell: (row) => row.code },
        { key: "title", label: i18n.t("Title"), order: "title", wraps: true, cell: (row) => row.title },
        {
          key: "credits",
          label: i18n.t("Credits"),
          order: "credits",
          figures: true,
          cell: (row) => row.credits,
        },
      ]}
      fields={() => [
        { name: "code", label: i18n.t("Code"), required: true, maxLength: 32 },
        { name: "title", label: i18n.t("Title"), required: true },
        { name: "credits", label: i18n.t("Credits"), kind: "number" },
        entityField({
          name: "program",
          label: i18n.t("Program"),
          required: true,
          path: "/api/programs/",
          labelOf: (program) => ({ id: String(program.id), text: program.name }),
        }),
      ]}
      valuesOf={(course) => ({
        code: course?.code ?? "",
        title: course?.title ?? "",
        credits: String(course?.credits ?? 3),
        program: course ? String(course.program) : "",
      })}
      create={(values) => ok(api.POST("/api/courses/", { body: bodyOf(values) }))}
      update={(course, values, etag) =>
        ok(
          api.PATCH("/api/courses/{id}/", {
            params: { path: { id: course.id } },
            body: bodyOf(values),
            ...ifMatch(etag),
          }),
        )
      }
      remove={(course, condition) =>
        ok(api.DELETE("/api/courses/{id}/", { params: { path: { id: course.id } }, ...condition }))
      }
    />
  );
}
