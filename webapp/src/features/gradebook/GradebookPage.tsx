import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useParams } from "react-router";
import { SectionFrame } from "../../app/SectionFrame";
import { useMay } from "../../app/session";
import { Button } from "../../ui/Button";
import { EmptyState, ErrorState, Skeleton } from "../../ui/Notice";
import { AddAssessment, EditAssessment } from "./AssessmentDialogs";
import type { Column } from "./model";
import { useBook } from "./queries";
import { Sheet } from "./Sheet";

export default function GradebookPage() {
  const id = Number(useParams().id);
  const book = useBook(id);
  const writes = useMay()("ASSESSMENTS_WRITE");
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<Column | null>(null);
  const again = useCallback(() => queries.refetchQueries({ queryKey: ["gradebook", id] }), [queries, id]);
  return (
    <SectionFrame
      actions={writes && <Button onPress={() => setAdding(true)}>{i18n.t("Add assessment")}</Button>}
    >
      {() => (
        <>
          {book.isPending ? (
            <Skeleton lines={8} />
          ) : book.isLoadingError ? (
            <ErrorState error={book.error} retry={() => book.refetch()} />
          ) : book.data.assessments.length === 0 ? (
            <EmptyState title={i18n.t("No assessment yet")}>
              <p className="soft">
                {i18n.t("Add quizzes, papers and examinations with their weights first.")}
              </p>
            </EmptyState>
          ) : (
            <Sheet key={id} book={book.data} writes={writes} onEdit={setEditing} />
          )}
          <AddAssessment section={id} isOpen={adding} onClose={() => setAdding(false)} onAdded={again} />
          <EditAssessment column={editing} onClose={() => setEditing(null)} onChanged={again} />
        </>
      )}
    </SectionFrame>
  );
}
