import { i18n } from "@lingui/core";
import { useSession } from "../../app/session";
import { figure } from "../../lib/format";
import { ErrorState, Skeleton } from "../../ui/Notice";
import { Page, Tile } from "../../ui/Page";
import { tilesOf } from "./model";
import { useStats } from "./queries";

export default function DashboardPage() {
  const { user } = useSession();
  const stats = useStats();
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
        </div>
      )}
    </Page>
  );
}
