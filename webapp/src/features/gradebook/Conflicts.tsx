import { i18n } from "@lingui/core";
import { useSyncExternalStore } from "react";
import type { Schema } from "../../api/client";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import styles from "./GradebookPage.module.css";
import { type Key, partsOf } from "./model";
import type { GradeSheet } from "./sheet";

/** The cells that somebody else changed meanwhile: both marks side by side, and the choice. */
export function Conflicts({ sheet, book }: { sheet: GradeSheet; book: Schema<"Gradebook"> }) {
  const conflicts = useSyncExternalStore(sheet.watch, sheet.conflicts);
  return conflicts.map(({ key, mine, theirs }) => (
    <div key={key} className={styles.conflict}>
      <Notice tone="warn">
        <div className="row between">
          <span>
            {i18n.t("{who}: you wrote {mine}, somebody else {theirs}.", {
              who: nameOf(book, key),
              mine: mine || "–",
              theirs: theirs ?? "–",
            })}
          </span>
          <span className="row">
            <Button small onPress={() => sheet.settle(key, false)}>
              {i18n.t("Take theirs")}
            </Button>
            <Button small onPress={() => sheet.settle(key, true)}>
              {i18n.t("Keep mine")}
            </Button>
          </span>
        </div>
      </Notice>
    </div>
  ));
}

function nameOf(book: Schema<"Gradebook">, key: Key): string {
  const { student, assessment } = partsOf(key);
  const line = book.students.find((candidate) => candidate.student === student);
  const column = book.assessments.find((candidate) => candidate.id === assessment);
  return `${line?.name ?? ""}, ${column?.type ?? ""}`;
}
