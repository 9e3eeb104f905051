import { i18n } from "@lingui/core";
import { messageOf } from "../../api/problem";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { Progress } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { ErrorState, Notice, Skeleton } from "../../ui/Notice";
import { Card, Facts } from "../../ui/Page";
import { tell } from "../../ui/toast";
import { FaultTable } from "./FaultTable";
import { kindLabel, stateLabel } from "./model";
import { downloadRejects, useImport } from "./queries";

/** One import: how far it is, then what came of it. */
export function ImportCard({ id, onUndo }: { id: number; onUndo: () => void }) {
  const { detail, progress } = useImport(id, useMay()("JOBS_READ"));
  if (detail.isPending) return <Skeleton />;
  if (detail.isLoadingError) return <ErrorState error={detail.error} retry={() => detail.refetch()} />;
  const { data } = detail;
  const rejects = data.errors.filter((fault) => fault.row > 1).length;
  return (
    <Card
      title={i18n.t("Import {id}: {kind}", { id, kind: kindLabel(data.kind) })}
      actions={
        <>
          {rejects > 0 && (
            <Button
              onPress={() => downloadRejects(id).catch((error) => tell(messageOf(error), { tone: "bad" }))}
            >
              {i18n.t("Download the rejected rows")}
            </Button>
          )}
          {data.state === "applied" && (
            <Button variant="danger" onPress={onUndo}>
              {i18n.t("Undo import")}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {data.state === "queued" && (
          <Progress
            label={i18n.t("Rows looked at")}
            done={progress?.done ?? data.done}
            total={progress?.total ?? data.total}
          />
        )}
        {data.state === "failed" && (
          <Notice tone="bad">
            {i18n.t("Nothing was written. Mend what is listed below and send the file again.")}
          </Notice>
        )}
        <Facts
          facts={[
            [i18n.t("File"), data.file_name],
            [i18n.t("State"), stateLabel(data.state)],
            [i18n.t("New"), data.created],
            [i18n.t("Changed"), data.updated],
            [i18n.t("As before"), data.unchanged],
            [i18n.t("Sent"), `${instant(data.created_at)} · ${data.created_by}`],
            ...(data.undone_at
              ? ([[i18n.t("Undone"), `${instant(data.undone_at)} · ${data.undone_by}`]] as [string, string][])
              : []),
          ]}
        />
        {data.errors.length > 0 && <FaultTable faults={data.errors} />}
      </div>
    </Card>
  );
}
