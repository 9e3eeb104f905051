import { i18n } from "@lingui/core";
import { useTermNames } from "../../api/choices";
import { Badge, EmptyState, ErrorState, Skeleton } from "../../ui/Notice";
import { Card, Page } from "../../ui/Page";
import { byTerm } from "./model";
import { useMyStandings } from "./queries";

export default function MyCoursesPage() {
  const standings = useMyStandings();
  const terms = useTermNames();
  return (
    <Page title={i18n.t("My courses")} lead={i18n.t("75 % attendance opens the examination.")}>
      {standings.isPending || terms.isPending ? (
        <Skeleton />
      ) : standings.isLoadingError ? (
        <ErrorState error={standings.error} retry={() => standings.refetch()} />
      ) : standings.data.results.length === 0 ? (
        <EmptyState title={i18n.t("You are enrolled in no course.")} />
      ) : (
        byTerm(standings.data.results, terms.data?.results.map((term) => term.name) ?? []).map(
          ({ term, rows }) => (
            <section key={term} className="stack">
              <h2>
                <bdi>{term}</bdi>
              </h2>
              <div className="grid-2">
                {rows.map((row) => (
                  <Card
                    key={row.id}
                    title={`${row.section_detail.course_code} ${row.section_detail.course_title}`}
                  >
                    <div className="stack tight">
                      <div className="row between">
                        <strong className="figures">
                          <bdi>{row.percentage} %</bdi>
                        </strong>
                        {row.eligible ? (
                          <Badge tone="good">{i18n.t("Eligible")}</Badge>
                        ) : (
                          <Badge tone="warn">
                            {i18n.t(
                              "{count, plural, one {Attend the next class to reach 75 %} other {Attend the next # classes to reach 75 %}}",
                              { count: row.shortfall },
                            )}
                          </Badge>
                        )}
                      </div>
                      <span className="small soft figures">
                        {i18n.t("{present} present, {late} late, {absent} absent, {excused} excused", {
                          present: row.present,
                          late: row.late,
                          absent: row.absent,
                          excused: row.excused,
                        })}
                      </span>
                    </div>
                  </Card>
                ))}
              </div>
            </section>
          ),
        )
      )}
    </Page>
  );
}
