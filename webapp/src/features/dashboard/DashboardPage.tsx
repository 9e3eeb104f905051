import { i18n } from "@lingui/core";
import { useSession } from "../../app/session";
import { figure } from "../../lib/format";
import { ErrorState, Skeleton } from "../../ui/Notice";
import { Page, Tile } from "../../ui/Page";
import { tilesOf, watchesOf } from "./model";
import { useCounts, useStats } from "./queries";

export default function DashboardPage() {
  const { user, permissions, student } = useSession();
  const stats = useStats();
  const watches = watchesOf(permissions, student != null);
  const counts = useCounts(watches);
  return (
    <Page title={i18n.t("Welcome, {name}", { name: user.full_name })} lead={user.role}>
      {stats.isPending ? (
        <Skeleton />
      ) : stats.isError ? (
        <ErrorState error={stats.error} retry={() => stats.refetch()} />
      ) : (
        <div className="tiles">
          {tilesOf(stats.data).map((tile) => (
            <Tile
              key={tile.name}
              label={tile.label}
              to={tile.to}
              value={`${figure(tile.value)}${tile.name === "attendance_rate" ? " %" : ""}`}
            />
          ))}
          {watches.map((watch, index) => {
            const count = counts[index]?.data;
            return count == null ? null : (
              <Tile key={watch.name} label={watch.label} to={watch.to} value={figure(count)} />
            );
          })}
        </div>
      )}
    </Page>
  );
}
