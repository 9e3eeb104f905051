import { i18n } from "@lingui/core";
import { useState } from "react";
import type { Row } from "../../api/client";
import { messageOf } from "../../api/problem";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { DocumentStatus, RevokeDialog } from "../../ui/documents";
import { ListCard } from "../../ui/ListCard";
import { requestType, Steps } from "../../ui/requests";
import { tell } from "../../ui/toast";
import { type Student, type useOf, useOfficeActs } from "./queries";

type Issued = Row<"/api/documents/">;
type Lists = {
  documents: ReturnType<typeof useOf<"/api/documents/">>;
  requests: ReturnType<typeof useOf<"/api/requests/">>;
};

/** What was issued to the student, and what the student asked for. */
export function PapersPart({ student, documents, requests }: Lists & { student: Student }) {
  const may = useMay();
  const acts = useOfficeActs(student.id);
  const [revoking, setRevoking] = useState<Issued | null>(null);
  const failed = (error: unknown) => tell(messageOf(error), { tone: "bad" });
  return (
    <>
      <ListCard
        title={i18n.t("Issued documents")}
        query={documents}
        empty={i18n.t("No document was issued yet.")}
        heads={[i18n.t("Serial"), i18n.t("Kind"), i18n.t("Issued"), i18n.t("Status"), i18n.t("Actions")]}
        actions={
          may("TRANSCRIPTS_REQUEST") && (
            <>
              <Button onPress={() => acts.issueTranscript(student.reg_no).catch(failed)}>
                {i18n.t("Issue transcript")}
              </Button>
              {student.email && (
                <Button
                  onPress={() =>
                    acts
                      .mailTranscript()
                      .then(() => tell(i18n.t("The transcript goes to {email}.", { email: student.email })))
                      .catch(failed)
                  }
                >
                  {i18n.t("Mail transcript")}
                </Button>
              )}
            </>
          )
        }
        cells={(row) => [
          row.serial,
          requestType(row.type),
          `${instant(row.issued_at)} · ${row.issued_by}`,
          <span key="status">
            <DocumentStatus status={row.status} />
            {row.revoked_reason && <span className="small soft"> {row.revoked_reason}</span>}
          </span>,
          <div key="actions" className="row">
            <Button
              small
              onPress={() => acts.downloadDocument(row.id, row.serial).catch(failed)}
              aria-label={i18n.t("Download {name}", { name: row.serial })}
            >
              {i18n.t("Download")}
            </Button>
            {may("DOCUMENTS_REVOKE") && !row.revoked_at && (
              <Button
                small
                variant="quiet"
                onPress={() => setRevoking(row)}
                aria-label={i18n.t("Revoke {name}", { name: row.serial })}
              >
                {i18n.t("Revoke")}
              </Button>
            )}
          </div>,
        ]}
      />
      <ListCard
        title={i18n.t("Requests")}
        query={requests}
        empty={i18n.t("The student has asked for nothing.")}
        heads={[i18n.t("Asked for"), i18n.t("When"), i18n.t("Notes"), i18n.t("Progress")]}
        cells={(row) => [
          requestType(row.type),
          instant(row.created_at),
          row.notes || "–",
          <Steps key="steps" status={row.status} />,
        ]}
      />
      <RevokeDialog
        document={revoking}
        onClose={() => setRevoking(null)}
        revoke={async (document, reason) => {
          await acts.revoke(document, reason);
          setRevoking(null);
          tell(i18n.t("The document is revoked. To issue it anew, issue the transcript again."));
        }}
      />
    </>
  );
}
