import { i18n } from "@lingui/core";
import { useState } from "react";
import { download, type Row } from "../../api/client";
import { messageOf } from "../../api/problem";
import { day, instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Badge, EmptyState, ErrorState, Skeleton } from "../../ui/Notice";
import { Card, Page } from "../../ui/Page";
import { RecordForm } from "../../ui/RecordForm";
import { requestType, requestTypes, Steps } from "../../ui/requests";
import { tell } from "../../ui/toast";
import { useFileRequest, useMyDocuments, useMyRequests } from "./queries";
import { SharesDialog } from "./SharesDialog";

export default function MyRequestsPage() {
  const requests = useMyRequests();
  const documents = useMyDocuments();
  const file = useFileRequest();
  const [asking, setAsking] = useState(false);
  const [sharing, setSharing] = useState<Row<"/api/documents/"> | null>(null);
  return (
    <Page
      title={i18n.t("Requests and documents")}
      actions={
        <Button variant="primary" onPress={() => setAsking(true)}>
          {i18n.t("New request")}
        </Button>
      }
    >
      <Card title={i18n.t("My requests")} flush>
        {requests.isPending ? (
          <Skeleton />
        ) : requests.isLoadingError ? (
          <ErrorState error={requests.error} retry={() => requests.refetch()} />
        ) : requests.data.results.length === 0 ? (
          <EmptyState title={i18n.t("You have asked for nothing yet.")} />
        ) : (
          <div className="scroll">
            <table className="plain">
              <thead>
                <tr>
                  <th>{i18n.t("Asked for")}</th>
                  <th>{i18n.t("When")}</th>
                  <th>{i18n.t("Progress")}</th>
                </tr>
              </thead>
              <tbody>
                {requests.data.results.map((request) => (
                  <tr key={request.id}>
                    <td>
                      {requestType(request.type)}
                      {request.notes && <div className="small soft">{request.notes}</div>}
                    </td>
                    <td>{instant(request.created_at)}</td>
                    <td>
                      <Steps status={request.status} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      <Card title={i18n.t("My documents")} flush>
        {documents.isPending ? (
          <Skeleton />
        ) : documents.isLoadingError ? (
          <ErrorState error={documents.error} retry={() => documents.refetch()} />
        ) : documents.data.results.length === 0 ? (
          <EmptyState title={i18n.t("No document was issued to you yet.")} />
        ) : (
          <div className="scroll">
            <table className="plain">
              <thead>
                <tr>
                  <th>{i18n.t("Serial")}</th>
                  <th>{i18n.t("Kind")}</th>
                  <th>{i18n.t("Issued")}</th>
                  <th>{i18n.t("Status")}</th>
                  <th>{i18n.t("File")}</th>
                </tr>
              </thead>
              <tbody>
                {documents.data.results.map((document) => (
                  <tr key={document.id}>
                    <td>
                      <bdi>{document.serial}</bdi>
                    </td>
                    <td>{requestType(document.type)}</td>
                    <td>{day(document.issued_at.slice(0, 10))}</td>
                    <td>
                      <Badge tone={document.revoked_at ? "bad" : "good"}>
                        {document.revoked_at ? i18n.t("Revoked") : i18n.t("Valid")}
                      </Badge>
                    </td>
                    <td>
                      <div className="row">
                        <Button
                          small
                          onPress={() =>
                            download(`/api/documents/${document.id}/file/`, `${document.serial}.pdf`).catch(
                              (error) => tell(messageOf(error), { tone: "bad" }),
                            )
                          }
                        >
                          {i18n.t("Download")}
                        </Button>
                        <Button
                          small
                          onPress={() => setSharing(document)}
                          aria-label={i18n.t("Share {serial}", { serial: document.serial })}
                        >
                          {i18n.t("Share")}
                        </Button>
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      <SharesDialog document={sharing} onClose={() => setSharing(null)} />
      <Dialog title={i18n.t("New request")} isOpen={asking} onClose={() => setAsking(false)}>
        <RecordForm
          submit={i18n.t("Send")}
          initial={{ type: "transcript", notes: "" }}
          fields={[
            { name: "type", label: i18n.t("What do you need?"), kind: "select", options: requestTypes() },
            { name: "notes", label: i18n.t("Notes for the office"), kind: "textarea" },
          ]}
          onCancel={() => setAsking(false)}
          onSubmit={async (values) => {
            await file(values.type ?? "", values.notes ?? "");
            setAsking(false);
            tell(i18n.t("Your request is with the office."));
          }}
        />
      </Dialog>
    </Page>
  );
}
