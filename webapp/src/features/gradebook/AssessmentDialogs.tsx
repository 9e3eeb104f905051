import { i18n } from "@lingui/core";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { Confirm, Dialog } from "../../ui/Dialog";
import { type FormField, numberOrText, RecordForm } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";
import type { Column } from "./model";
import { addAssessment, changeAssessment, readAssessment, removeAssessment } from "./queries";

type Changed = () => unknown;

export function AddAssessment(props: {
  section: number;
  isOpen: boolean;
  onClose: () => void;
  onAdded: Changed;
}) {
  return (
    <Dialog title={i18n.t("Add assessment")} isOpen={props.isOpen} onClose={props.onClose}>
      <RecordForm
        submit={i18n.t("Add")}
        initial={{ type: "", weight: "10" }}
        fields={assessmentFields()}
        onCancel={props.onClose}
        onSubmit={async (values) => {
          await addAssessment(props.section, values.type ?? "", numberOrText(values.weight ?? ""));
          props.onClose();
          await props.onAdded();
        }}
      />
    </Dialog>
  );
}

/** Changes or deletes the assessment of a column. */
export function EditAssessment(props: { column: Column | null; onClose: () => void; onChanged: Changed }) {
  const { column, onClose } = props;
  const [doomed, setDoomed] = useState<Column | null>(null);
  return (
    <>
      <Dialog
        title={i18n.t("Edit {name}", { name: column?.type ?? "" })}
        isOpen={column !== null}
        onClose={onClose}
      >
        {column && (
          <div className="stack">
            <RecordForm
              submit={i18n.t("Save")}
              initial={valuesOf(column)}
              latest={async () => {
                const { data, etag } = await readAssessment(column);
                return { values: valuesOf(data), etag };
              }}
              fields={assessmentFields()}
              onCancel={onClose}
              onSubmit={async (values, etag) => {
                await changeAssessment(column, values.type ?? "", numberOrText(values.weight ?? ""), etag);
                onClose();
                tell(i18n.t("Saved."));
                props.onChanged();
              }}
            />
            <div className="row">
              <Button
                variant="danger"
                onPress={() => {
                  setDoomed(column);
                  onClose();
                }}
              >
                {i18n.t("Delete assessment")}
              </Button>
            </div>
          </div>
        )}
      </Dialog>
      <Confirm
        title={i18n.t("Delete {name}?", { name: doomed?.type ?? "" })}
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        confirm={i18n.t("Delete assessment")}
        danger
        onConfirm={async () => {
          if (doomed) await removeAssessment(doomed).finally(props.onChanged);
          tell(i18n.t("Deleted."));
        }}
      >
        <p>{i18n.t("An assessment with scores cannot be deleted; clear its scores first.")}</p>
      </Confirm>
    </>
  );
}

function valuesOf(assessment: { type: string; weight: number }) {
  return { type: assessment.type, weight: String(assessment.weight) };
}

function assessmentFields(): FormField[] {
  return [
    { name: "type", label: i18n.t("Name, such as Quiz 1"), required: true, maxLength: 64 },
    {
      name: "weight",
      label: i18n.t("Weight in percent"),
      kind: "number",
      help: i18n.t("All weights of a section together are 100 at most."),
    },
  ];
}
