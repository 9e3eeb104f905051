import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { revokeDocument } from "../../api/acts";
import { download, type Row } from "../../api/client";
import { messageOf } from "../../api/problem";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { Button, ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { DocumentStatus, documentStatuses, RevokeDialog } from "../../ui/documents";
import { Page } from "../../ui/Page";
import { requestType, requestTypes } from "../../ui/requests";
import { SharesOf } from "../../ui/shares";
import { studentLink } from "../../ui/students";
import { tell } from "../../ui/toast";

type Issued = Row<"/api/documents/">;

export default function DocumentsPage() {
  const may = useMay();
  const queries = useQueryClient();
  const [revoking, setRevoking] = useState<Issued | null>(null);
  const [asking, setAsking] = useState<Issued | null>(null);
  return (
    <Page title={i18n.t("Issued documents")}>
      <DataGrid
        label={i18n.t("Issued documents")}
        path="/api/documents/"
        hint={
          <>
            <p className="soft">
              {i18n.t("A document is issued when a request is completed, or on a student's page.")}
            </p>
            <ButtonLink to="/requests">{i18n.t("Requests")}</ButtonLink>
          </>
        }
        filters={[
          { name: "status", label: i18n.t("Status"), options: documentStatuses() },
          {
            name: "type",
            label: i18n.t("Kind"),
            options: requestTypes().filter((type) => type.value !== "other"),
          },
        ]}
        columns={[
          { key: "serial", label: i18n.t("Serial"), cell: (row) => row.serial },
          studentLink(),
          { key: "type", label: i18n.t("Kind"), cell: (row) => requestType(row.type) },
          {
            key: "issued",
            csv: ["issued_at"],
            label: i18n.t("Issued"),
            order: "issued_at",
            cell: (row) => instant(row.issued_at),
          },
          { key: "by", csv: ["issued_by"], label: i18n.t("By"), cell: (row) => row.issued_by },
          {
            key: "status",
            label: i18n.t("Status"),
            cell: (row) => <DocumentStatus status={row.status} />,
          },
          {
            key: "sha256",
            label: "SHA-256",
            hidden: true,
            cell: (row) => <code className="small">{row.sha256}</code>,
          },
          {
            key: "reason",
            csv: ["revoked_reason"],
            label: i18n.t("Why revoked"),
            hidden: true,
            cell: (row) => row.revoked_reason,
          },
        ]}
        rowActions={(row) => (
          <div className="row">
            <Button
              small
              onPress={() =>
                download(`/api/documents/${row.id}/file/`, `${row.serial}.pdf`).catch((error) =>
                  tell(messageOf(error), { tone: "bad" }),
                )
              }
              aria-label={i18n.t("Download {name}", { name: row.serial })}
            >
              {i18n.t("Download")}
            </Button>
            <Button
              small
              variant="quiet"
              onPress={() => setAsking(row)}
              aria-label={i18n.t("Links to {name}", { name: row.serial })}
            >
              {i18n.t("Links")}
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
          </div>
        )}
      />
      <SharesOf document={asking} onClose={() => setAsking(null)} />
      <RevokeDialog
        document={revoking}
        onClose={() => setRevoking(null)}
        revoke={async (document, reason) => {
          await revokeDocument(document, reason).finally(() =>
            queries.invalidateQueries({ queryKey: ["/api/documents/"] }),
          );
          setRevoking(null);
          tell(i18n.t("The document is revoked."));
        }}
      />
    </Page>
  );
}
