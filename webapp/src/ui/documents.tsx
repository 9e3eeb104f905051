import { i18n } from "@lingui/core";
import { Dialog } from "./Dialog";
import { Badge } from "./Notice";
import { RecordForm } from "./RecordForm";

/** How an issued document may stand. */
export function documentStatuses() {
  return [
    { value: "valid", label: i18n.t("Valid") },
    { value: "superseded", label: i18n.t("Superseded") },
    { value: "revoked", label: i18n.t("Revoked") },
  ];
}

/** Whether an issued document stands. */
export function DocumentStatus({ status }: { status: string }) {
  return (
    <Badge tone={status === "valid" ? "good" : status === "revoked" ? "bad" : "plain"}>
      {documentStatuses().find((one) => one.value === status)?.label ?? status}
    </Badge>
  );
}

/** Asks why a document is revoked, and revokes it. */
export function RevokeDialog<D extends { id: number; serial: string }>(props: {
  document: D | null;
  onClose: () => void;
  revoke: (document: D, reason: string) => Promise<unknown>;
}) {
  const { document } = props;
  return (
    <Dialog
      title={i18n.t("Revoke {name}", { name: document?.serial ?? "" })}
      isOpen={document !== null}
      onClose={props.onClose}
    >
      <RecordForm
        submit={i18n.t("Revoke for ever")}
        initial={{ reason: "" }}
        fields={[
          {
            name: "reason",
            label: i18n.t("Reason"),
            kind: "textarea",
            required: true,
            help: i18n.t("Whoever checks the document is told that it is revoked. This is not undone."),
          },
        ]}
        onCancel={props.onClose}
        onSubmit={async (values) => {
          if (document) await props.revoke(document, values.reason ?? "");
        }}
      />
    </Dialog>
  );
}
