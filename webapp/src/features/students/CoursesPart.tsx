import { i18n } from "@lingui/core";
import { Link } from "react-router";
import { day } from "../../lib/format";
import { ListCard } from "../../ui/ListCard";
import { Badge, EmptyState, ErrorState, Skeleton } from "../../ui/Notice";
import { Card } from "../../ui/Page";
import { enrollmentStatus } from "../../ui/words";
import type { useOf, useStandings } from "./queries";
import { StandingTable } from "./StandingTable";

/** Where the student is enrolled, and how regularly present. */
export function CoursesPart({
  standings,
  enrollments,
}: {
  standings: ReturnType<typeof useStandings>;
  enrollments: ReturnType<typeof useOf<"/api/enrollments/">>;
}) {
  return (
    <>
      <Card title={i18n.t("Attendance")} flush>
        {standings.isPending ? (
          <Skeleton />
        ) : standings.isLoadingError ? (
          <ErrorState error={standings.error} retry={() => standings.refetch()} />
        ) : standings.data.results.length === 0 ? (
          <EmptyState title={i18n.t("Enrolled in no section")} />
        ) : (
          <StandingTable standings={standings.data.results} />
        )}
      </Card>
      <ListCard
        title={i18n.t("Enrollments")}
        query={enrollments}
        empty={i18n.t("Enrolled in no section")}
        heads={[i18n.t("Course"), i18n.t("Term"), i18n.t("Status"), i18n.t("Since")]}
        cells={(row) => [
          <Link key="section" to={`/sections/${row.section}`}>
            {row.section_detail.course_code} {row.section_detail.course_title}
          </Link>,
          row.section_detail.term,
          <Badge key="status" tone={row.status === "enrolled" ? "good" : "plain"}>
            {enrollmentStatus(row.status)}
          </Badge>,
          day(row.enrolled_at.slice(0, 10)),
        ]}
      />
    </>
  );
}
