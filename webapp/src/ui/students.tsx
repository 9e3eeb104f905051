import { i18n } from "@lingui/core";
import { Link } from "react-router";
import type { Column } from "./columns";

type Told = { student_detail: { reg_no: string; name: string } };

/** Whose row it is, in two columns; the order is the server's name for the first. */
export function studentColumns(order?: string): Column<Told>[] {
  return [
    {
      key: "reg_no",
      csv: ["student_detail.reg_no"],
      label: i18n.t("Registration number"),
      ...(order ? { order } : {}),
      cell: (row) => row.student_detail.reg_no,
    },
    {
      key: "name",
      csv: ["student_detail.name"],
      label: i18n.t("Name"),
      cell: (row) => row.student_detail.name,
    },
  ];
}

/** Whose row it is, in one column that leads to the student's record. */
export function studentLink(): Column<Told & { student: number }> {
  return {
    key: "student",
    csv: ["student_detail.reg_no", "student_detail.name"],
    label: i18n.t("Student"),
    cell: (row) => (
      <Link to={`/students/${row.student}`}>
        {row.student_detail.reg_no} {row.student_detail.name}
      </Link>
    ),
  };
}
