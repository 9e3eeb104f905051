import { i18n } from "@lingui/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Row } from "../../api/client";
import { messageOf } from "../../api/problem";
import { say } from "../../api/say";
import { useMay } from "../../app/session";
import { figure, instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Badge, ErrorState, Skeleton } from "../../ui/Notice";
import { Page, Tile } from "../../ui/Page";
import { tell } from "../../ui/toast";
import { jobState, jobStates, jobTone, jobType, jobTypes } from "../../ui/words";

type Job = Row<"/api/jobs/">;
const EVERY = 5_000;

/** What waits, runs and failed, and why; and what an operator can do about it. */
export default function JobsPage() {
  const may = useMay();
  const queries = useQueryClient();
  const stats = useQuery({
    queryKey: ["job-stats"],
    queryFn: () => ok(api.GET("/api/jobs/stats/")),
    refetchInterval: EVERY,
  });
  const act = (job: Job, deed: "cancel" | "retry") =>
    (deed === "cancel"
      ? ok(api.POST("/api/jobs/{id}/cancel/", { params: { path: { id: job.id } } }))
      : ok(api.POST("/api/jobs/{id}/retry/", { params: { path: { id: job.id } } }))
    )
      .then(() => queries.invalidateQueries({ queryKey: ["/api/jobs/"] }))
      .catch((error) => tell(messageOf(error), { tone: "bad" }));
  return (
    <Page title={i18n.t("Jobs")}>
      {stats.isPending ? (
        <Skeleton />
      ) : stats.isLoadingError ? (
        <ErrorState error={stats.error} retry={() => stats.refetch()} />
      ) : (
        <div className="tiles">
          <Tile label={i18n.t("Waiting")} value={figure(stats.data.queued)} to="/jobs?state=queued" />
          <Tile label={i18n.t("Running")} value={figure(stats.data.running)} to="/jobs?state=running" />
          <Tile
            label={i18n.t("Scheduled")}
            value={figure(stats.data.scheduled + stats.data.failed)}
            note={i18n.t("{count} after a failure", { count: stats.data.failed })}
            to="/jobs?state=scheduled"
          />
          <Tile label={i18n.t("Given up")} value={figure(stats.data.dead)} to="/jobs?state=dead" />
          <Tile label={i18n.t("Workers alive")} value={figure(stats.data.workers)} />
          <Tile
            label={i18n.t("Longest wait")}
            value={i18n.t("{seconds} s", { seconds: stats.data.oldest_wait_seconds })}
          />
        </div>
      )}
      <DataGrid
        label={i18n.t("Jobs")}
        path="/api/jobs/"
        every={EVERY}
        searchable={false}
        filters={[
          {
            name: "state",
            label: i18n.t("State"),
            options: jobStates(),
          },
          {
            name: "type",
            label: i18n.t("Kind"),
            options: jobTypes(),
          },
        ]}
        columns={[
          { key: "id", label: i18n.t("Number"), order: "id", cell: (row) => row.id },
          { key: "type", label: i18n.t("Kind"), cell: (row) => jobType(row.type) },
          {
            key: "state",
            label: i18n.t("State"),
            cell: (row) => <Badge tone={jobTone(row.state)}>{jobState(row.state)}</Badge>,
          },
          {
            key: "progress",
            csv: ["progress.done", "progress.total"],
            label: i18n.t("Progress"),
            figures: true,
            cell: (row) => `${row.progress.done} / ${row.progress.total}`,
          },
          { key: "attempts", label: i18n.t("Attempts"), figures: true, cell: (row) => row.attempts },
          {
            key: "created",
            csv: ["created_at"],
            label: i18n.t("Created"),
            cell: (row) => instant(row.created_at),
          },
          { key: "error", label: i18n.t("Error"), wraps: true, cell: (row) => say(row.error) || "–" },
        ]}
        {...(may("JOBS_OPERATE")
          ? {
              rowActions: (row: Job) => (
                <div className="row">
                  {["dead", "cancelled", "failed"].includes(row.state) && (
                    <Button
                      small
                      onPress={() => act(row, "retry")}
                      aria-label={i18n.t("Try job {id} again", { id: row.id })}
                    >
                      {i18n.t("Try again")}
                    </Button>
                  )}
                  {["queued", "scheduled", "running"].includes(row.state) && (
                    <Button
                      small
                      variant="quiet"
                      onPress={() => act(row, "cancel")}
                      aria-label={i18n.t("Cancel job {id}", { id: row.id })}
                    >
                      {i18n.t("Cancel job")}
                    </Button>
                  )}
                </div>
              ),
            }
          : {})}
      />
    </Page>
  );
}
