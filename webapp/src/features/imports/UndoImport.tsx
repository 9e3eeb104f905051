import { i18n } from "@lingui/core";
import { useState } from "react";
import { ProblemError } from "../../api/problem";
import { Confirm } from "../../ui/Dialog";
import { tell } from "../../ui/toast";
import { FaultTable } from "./FaultTable";
import type { Fault } from "./model";
import { useUndo } from "./queries";

/** Asks before an import is taken back, and says why it cannot be. */
export function UndoImport({ id, onClose }: { id: number | null; onClose: () => void }) {
  const undo = useUndo();
  const [reasons, setReasons] = useState<Fault[]>([]);
  return (
    <Confirm
      title={i18n.t("Undo import {id}?", { id: id ?? 0 })}
      isOpen={id !== null}
      onClose={() => {
        setReasons([]);
        onClose();
      }}
      confirm={i18n.t("Undo import")}
      danger
      onConfirm={async () => {
        setReasons([]);
        try {
          await undo(id ?? 0);
          tell(i18n.t("The import is undone."));
        } catch (error) {
          if (error instanceof ProblemError) setReasons(error.rows("rows") as unknown as Fault[]);
          throw error;
        }
      }}
    >
      <p>
        {i18n.t(
          "What it made goes, and what it changed is as it was. Where others built on it, nothing is undone.",
        )}
      </p>
      {reasons.length > 0 && <FaultTable faults={reasons} />}
    </Confirm>
  );
}
