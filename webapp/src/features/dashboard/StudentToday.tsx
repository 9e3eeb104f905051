import { i18n } from "@lingui/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Row } from "../../api/client";
import { day, instant, today } from "../../lib/format";
import { Badge, ErrorState, Skeleton } from "../../ui/Notice";
import { Card } from "../../ui/Page";
import { requestType, Steps } from "../../ui/requests";
import { openRequests } from "./model";
import { useStudentToday } from "./queries";

/** What of a student's matters is of today: attendance taken, where it falls short, newest results, open requests. */
export function StudentToday() {
  const now = today();
  const { attendance, standings, results, requests } = useStudentToday(now);
  const names = new Map(
    (standings.data?.results ?? []).map((row) => [
      row.section,
      `${row.section_detail.course_code} ${row.section_detail.course_title}`,
    ]),
  );
  const short = standings.data?.results.filter((row) => !row.eligible && row.shortfall > 0) ?? [];
  return (
    <div className="grid-2">
      <Part
        title={i18n.t("Today, {day}", { day: day(now) })}
        query={attendance}
        empty={i18n.t("No attendance was taken today yet.")}
        item={(row: Row<"/api/attendance/">) => (
          <>
            <span>{names.get(row.section) ?? "–"}</span>
            <Badge tone={row.present ? "good" : row.status === "Excused" ? "plain" : "warn"}>
              {statusWord(row.status)}
            </Badge>
          </>
        )}
        more={{ to: "/my/courses", text: i18n.t("All my courses") }}
      />
      <Part
        title={i18n.t("Attendance to catch up")}
        query={{ ...standings, data: standings.data && { results: short } }}
        empty={i18n.t("No course falls short of 75 %.")}
        item={(row: Row<"/api/attendance/standings/">) => (
          <>
            <span>{names.get(row.section)}</span>
            <Badge tone="warn" wraps>
              {i18n.t(
                "{count, plural, one {Attend the next class to reach 75 %} other {Attend the next # classes to reach 75 %}}",
                { count: row.shortfall },
              )}
            </Badge>
          </>
        )}
        more={{ to: "/my/courses", text: i18n.t("All my courses") }}
      />
      <Part
        title={i18n.t("Newest results")}
        query={results}
        empty={i18n.t("No published result yet")}
        item={(row: Row<"/api/results/">) => (
          <>
            <span>
              {names.get(row.section) ?? i18n.t("Published {when}", { when: instant(row.published_at) })}
            </span>
            <strong>
              <bdi>{row.final_grade}</bdi>
            </strong>
          </>
        )}
        more={{ to: "/my/record", text: i18n.t("All my results") }}
      />
      <Part
        title={i18n.t("Open requests")}
        query={{ ...requests, data: requests.data && { results: openRequests(requests.data.results) } }}
        empty={i18n.t("Nothing of yours is with the office.")}
        item={(row: Row<"/api/requests/">) => (
          <>
            <span>{requestType(row.type)}</span>
            <Steps status={row.status} />
          </>
        )}
        more={{ to: "/my/requests", text: i18n.t("All my requests and documents") }}
      />
    </div>
  );
}

function statusWord(status: string): string {
  const words: Record<string, string> = {
    Present: i18n.t("Present"),
    Absent: i18n.t("Absent"),
    Late: i18n.t("Late"),
    Excused: i18n.t("Excused"),
  };
  return words[status] ?? status;
}

function Part<R extends { id: number }>(props: {
  title: string;
  query: {
    isPending: boolean;
    isLoadingError: boolean;
    error: unknown;
    data: { results: R[] } | undefined;
    refetch: () => unknown;
  };
  empty: string;
  item: (row: R) => ReactNode;
  more: { to: string; text: string };
}) {
  const { query } = props;
  return (
    <Card title={props.title}>
      {query.isPending ? (
        <Skeleton lines={2} />
      ) : query.isLoadingError ? (
        <ErrorState error={query.error} retry={() => query.refetch()} />
      ) : (
        <div className="stack tight">
          {query.data?.results.length === 0 && <p className="soft">{props.empty}</p>}
          {query.data?.results.map((row) => (
            <div key={row.id} className="row between nowrap">
              {props.item(row)}
            </div>
          ))}
          <Link to={props.more.to} className="small">
            {props.more.text}
          </Link>
        </div>
      )}
    </Card>
  );
}
