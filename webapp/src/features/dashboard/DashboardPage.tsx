import { i18n } from "@lingui/core";
import { useSession } from "../../app/session";
import { figure, instant, today } from "../../lib/format";
import { ErrorState, Skeleton } from "../../ui/Notice";
import { Page, Tile } from "../../ui/Page";
import { roleName } from "../../ui/words";
import { useMyStandings } from "../my/queries";
import { auditState, tilesOf, watchesOf } from "./model";
import { OwnSections } from "./OwnSections";
import { useAuditCheck, useCounts, useHealth, useStats } from "./queries";
import { StudentToday } from "./StudentToday";

export default function DashboardPage() {
  const { user, permissions, student } = useSession();
  const stats = useStats();
  const watches = watchesOf(permissions, student != null);
  const counts = useCounts(watches);
  const watchesHealth = permissions.includes("JOBS_OPERATE");
  const readsAudit = permissions.includes("AUDIT_READ");
  const health = useHealth(watchesHealth);
  const audit = useAuditCheck(readsAudit);
  return (
    <Page title={i18n.t("Welcome, {name}", { name: user.full_name })} lead={roleName(user.role)}>
      {stats.isPending ? (
        <Skeleton />
      ) : stats.isLoadingError ? (
        <ErrorState error={stats.error} retry={() => stats.refetch()} />
      ) : (
        <div className="tiles">
          {tilesOf(stats.data, today(), user.id).map((tile) => (
            <Tile
              key={tile.name}
              label={tile.label}
              to={tile.to}
              value={`${figure(tile.value)}${tile.name === "attendance_rate" ? "\u00a0%" : ""}`}
            />
          ))}
          {student != null && <CoursesShort />}
          {watches.map((watch, index) => {
            const count = counts[index]?.data;
            return count == null ? null : (
              <Tile key={watch.name} label={watch.label} to={watch.to} value={figure(count)} />
            );
          })}
          {watchesHealth && health.data && (
            <Tile
              label={i18n.t("Health")}
              to="/health-check"
              words
              value={health.data.status === "ok" ? i18n.t("All is well") : i18n.t("Something is wrong")}
            />
          )}
          {readsAudit && audit.data !== undefined && (
            <Tile
              label={i18n.t("Audit log")}
              to="/jobs?type=verify_audit_log"
              value={auditState(audit.data)}
              words
              {...(audit.data?.finished_at ? { note: instant(audit.data.finished_at) } : {})}
            />
          )}
        </div>
      )}
      {student != null && <StudentToday />}
      {user.role === "Faculty" && <OwnSections />}
    </Page>
  );
}

/** Counted in the list that the page shows below. */
export function CoursesShort() {
  const standings = useMyStandings();
  const short = standings.data?.results.filter((row) => !row.eligible).length;
  return short === undefined ? null : (
    <Tile label={i18n.t("Courses under 75 %")} to="/my/courses" value={figure(short)} />
  );
}
