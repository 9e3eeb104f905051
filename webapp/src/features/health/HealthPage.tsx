import { i18n } from "@lingui/core";
import { useQuery } from "@tanstack/react-query";
import { Badge, ErrorState, Skeleton } from "../../ui/Notice";
import { Card, Facts, Page } from "../../ui/Page";

type Health = { status: string; components: Record<string, string> };

export default function HealthPage() {
  const health = useQuery({
    queryKey: ["health"],
    // Health answers 503 with the same body when something is wrong: that is an answer, too.
    queryFn: async (): Promise<Health> => (await fetch("/health/")).json(),
    refetchInterval: 10_000,
  });
  return (
    <Page title={i18n.t("Health")}>
      {health.isPending ? (
        <Skeleton />
      ) : health.isLoadingError ? (
        <ErrorState error={health.error} retry={() => health.refetch()} />
      ) : (
        <Card title={health.data.status === "ok" ? i18n.t("All is well") : i18n.t("Something is wrong")}>
          <Facts
            facts={Object.entries(health.data.components).map(([name, state]) => [
              componentName(name),
              <Badge key={name} tone={state === "ok" ? "good" : "bad"}>
                {state === "ok" ? i18n.t("Works") : state}
              </Badge>,
            ])}
          />
        </Card>
      )}
    </Page>
  );
}

function componentName(name: string): string {
  const names: Record<string, string> = {
    database: i18n.t("Database"),
    redis: i18n.t("Redis"),
    rq_queue: i18n.t("Workers of the job queue"),
  };
  return names[name] ?? name;
}
