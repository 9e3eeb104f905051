import { i18n } from "@lingui/core";
import { Link } from "react-router";
import { today } from "../../lib/format";
import { ListCard } from "../../ui/ListCard";
import { Badge } from "../../ui/Notice";
import { wantsOf } from "./model";
import { useOwnSections } from "./queries";

/** A teacher's sections, and what each still wants: attendance of today, marks, results to propose. */
export function OwnSections() {
  const sections = useOwnSections();
  const day = today();
  return (
    <ListCard
      title={i18n.t("My sections of open terms")}
      query={sections}
      empty={i18n.t("You teach no section of an open term.")}
      heads={[
        i18n.t("Section"),
        i18n.t("Attendance today"),
        i18n.t("Missing marks"),
        i18n.t("Results to propose"),
      ]}
      cells={(row) => {
        const wants = wantsOf(row, day);
        const name = row.section_detail.course_code;
        return [
          <Link key="section" to={`/sections/${row.id}`}>
            <bdi>{name}</bdi> {row.section_detail.course_title} · {row.section_detail.term}
          </Link>,
          wants.attendance ? (
            <Link
              key="attendance"
              to={`/sections/${row.id}/attendance`}
              aria-label={i18n.t("Take attendance of {name}", { name })}
            >
              {i18n.t("Take attendance")}
            </Link>
          ) : (
            <Badge key="attendance" tone="good">
              {i18n.t("Taken")}
            </Badge>
          ),
          wants.marks > 0 ? (
            <Link
              key="marks"
              to={`/sections/${row.id}/grades`}
              aria-label={i18n.t("{count} marks missing in {name}", { count: wants.marks, name })}
            >
              {wants.marks}
            </Link>
          ) : (
            "–"
          ),
          wants.propose > 0 ? (
            <Link
              key="propose"
              to={`/sections/${row.id}/results`}
              aria-label={i18n.t("{count} results to propose in {name}", { count: wants.propose, name })}
            >
              {wants.propose}
            </Link>
          ) : (
            "–"
          ),
        ];
      }}
    />
  );
}
