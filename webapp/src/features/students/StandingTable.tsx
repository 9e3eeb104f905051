import { i18n } from "@lingui/core";
import type { Row } from "../../api/client";
import { Badge } from "../../ui/Notice";

/** Attendance by section, and what is missing. */
export function StandingTable({ standings }: { standings: Row<"/api/attendance/standings/">[] }) {
  return (
    <div className="scroll">
      <table className="plain">
        <thead>
          <tr>
            <th>{i18n.t("Section")}</th>
            <th>{i18n.t("Term")}</th>
            <th className="figure-column">{i18n.t("Present")}</th>
            <th className="figure-column">{i18n.t("Late")}</th>
            <th className="figure-column">{i18n.t("Absent")}</th>
            <th className="figure-column">{i18n.t("Excused")}</th>
            <th className="figure-column">{i18n.t("Attendance")}</th>
            <th>{i18n.t("Eligible")}</th>
          </tr>
        </thead>
        <tbody>
          {standings.map((row) => (
            <tr key={row.id}>
              <td>
                {row.section_detail.course_code} {row.section_detail.course_title}
              </td>
              <td>{row.section_detail.term}</td>
              <td className="figure-column">{row.present}</td>
              <td className="figure-column">{row.late}</td>
              <td className="figure-column">{row.absent}</td>
              <td className="figure-column">{row.excused}</td>
              <td className="figure-column">{row.percentage} %</td>
              <td>
                {row.eligible ? (
                  <Badge tone="good">{i18n.t("Yes")}</Badge>
                ) : (
                  <Badge tone="warn">
                    {i18n.t("{count, plural, one {# class missing} other {# classes missing}}", {
                      count: row.shortfall,
                    })}
                  </Badge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
