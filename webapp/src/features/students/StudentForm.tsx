import { i18n } from "@lingui/core";
import { recordOf } from "../../api/client";
import { entityField } from "../../ui/EntityField";
import { RecordForm, type Values } from "../../ui/RecordForm";
import { studentStatuses } from "../../ui/words";
import { type Student, useSaveStudent } from "./queries";

function valuesOf(student: Student | undefined): Values {
  return {
    reg_no: student?.reg_no ?? "",
    name: student?.name ?? "",
    name_ur: student?.name_ur ?? "",
    program: student?.program ?? "",
    status: student?.status ?? "active",
    email: student?.email ?? "",
    intake: student?.intake ?? "",
  };
}

/** The usual ones, and the student's own where it came in under another word. */
function statusesOf(student: Student | undefined) {
  const usual = studentStatuses();
  const own = student?.status ?? "active";
  return usual.some((one) => one.value === own) ? usual : [{ value: own, label: own }, ...usual];
}

async function latest(id: number) {
  const { data, etag } = await recordOf("/api/students/", id);
  return { values: valuesOf(data), etag };
}

export function StudentForm(props: {
  student?: Student;
  etag?: string;
  onDone: (saved: Student) => void;
  onCancel: () => void;
}) {
  const { student } = props;
  const save = useSaveStudent(student?.id);
  return (
    <RecordForm
      submit={student ? i18n.t("Save") : i18n.t("Admit student")}
      initial={valuesOf(student)}
      etag={props.etag ?? ""}
      {...(student ? { latest: () => latest(student.id) } : {})}
      fields={[
        { name: "reg_no", label: i18n.t("Registration number"), required: true, maxLength: 32 },
        { name: "name", label: i18n.t("Name"), required: true, maxLength: 255 },
        {
          name: "name_ur",
          label: i18n.t("Name in Urdu"),
          maxLength: 255,
          help: i18n.t("As it shall stand on documents; may be empty."),
        },
        entityField({
          name: "program",
          label: i18n.t("Program"),
          path: "/api/programs/",
          textOf: (value) => value,
          required: true,
          labelOf: (program) => ({ id: program.name, text: program.name }),
        }),
        { name: "status", label: i18n.t("Status"), kind: "select", options: statusesOf(student) },
        {
          name: "intake",
          label: i18n.t("Intake"),
          kind: "date",
          help: i18n.t("First day of the first term; it says which grading rules apply. May be empty."),
        },
        {
          name: "email",
          label: i18n.t("Email"),
          kind: "email",
          help: i18n.t("Documents go here unless a request names another address."),
        },
      ]}
      onSubmit={async (values, etag) => {
        const body = {
          reg_no: values.reg_no ?? "",
          name: values.name ?? "",
          name_ur: values.name_ur ?? "",
          program: values.program ?? "",
          status: values.status ?? "",
          email: values.email ?? "",
          intake: values.intake || null,
        };
        props.onDone(await save.mutateAsync({ body, etag }));
      }}
      onCancel={props.onCancel}
    />
  );
}
