import { i18n } from "@lingui/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { nameChoices, useProgramNames } from "../../api/choices";
import { useMay, useSession } from "../../app/session";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Dialog } from "../../ui/Dialog";
import { Page } from "../../ui/Page";
import { tell } from "../../ui/toast";
import { studentStatuses } from "../../ui/words";
import { StudentForm } from "./StudentForm";
import { StudentStatus } from "./StudentStatus";

export default function StudentsPage() {
  const may = useMay();
  const { user } = useSession();
  const navigate = useNavigate();
  const programs = useProgramNames();
  const [admitting, setAdmitting] = useState(false);
  return (
    <Page
      title={i18n.t("Students")}
      actions={
        may("STUDENTS_WRITE") && (
          <Button variant="primary" onPress={() => setAdmitting(true)}>
            {i18n.t("Admit student")}
          </Button>
        )
      }
    >
      <DataGrid
        label={i18n.t("Students")}
        path="/api/students/"
        importable
        rowLink={(student) => `/students/${student.id}`}
        filters={[
          {
            name: "status",
            label: i18n.t("Status"),
            options: studentStatuses(),
          },
          ...(user.role === "Faculty"
            ? [
                {
                  name: "teacher",
                  label: i18n.t("My sections"),
                  options: [{ value: String(user.id), label: i18n.t("Enrolled now") }],
                },
              ]
            : []),
          { name: "program", label: i18n.t("Program"), options: nameChoices(programs.data) },
          {
            name: "falls_short",
            label: i18n.t("Attendance of all courses"),
            options: [
              { value: "true", label: i18n.t("Under 75 %") },
              { value: "false", label: i18n.t("75 % or more") },
            ],
          },
        ]}
        columns={[
          { key: "reg_no", label: i18n.t("Registration number"), order: "reg_no", cell: (row) => row.reg_no },
          { key: "name", label: i18n.t("Name"), order: "name", cell: (row) => row.name },
          { key: "program", label: i18n.t("Program"), order: "program", cell: (row) => row.program },
          {
            key: "status",
            label: i18n.t("Status"),
            order: "status",
            cell: (row) => <StudentStatus status={row.status} />,
          },
          { key: "email", label: i18n.t("Email"), hidden: true, cell: (row) => row.email },
        ]}
      />
      <Dialog
        title={i18n.t("Admit student")}
        isOpen={admitting}
        onClose={() => setAdmitting(false)}
        size="drawer"
      >
        <StudentForm
          onCancel={() => setAdmitting(false)}
          onDone={(saved) => {
            tell(i18n.t("{name} is admitted.", { name: saved.name }));
            navigate(`/students/${saved.id}`);
          }}
        />
      </Dialog>
    </Page>
  );
}
