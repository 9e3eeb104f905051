import { i18n } from "@lingui/core";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { download } from "../../api/client";
import { messageOf } from "../../api/problem";
import { useMay } from "../../app/session";
import { day } from "../../lib/format";
import { Button } from "../../ui/Button";
import { Confirm, Dialog } from "../../ui/Dialog";
import { useListAddress } from "../../ui/listAddress";
import { ErrorState, Notice, Skeleton } from "../../ui/Notice";
import { Card, Facts, Page } from "../../ui/Page";
import { RecordTable } from "../../ui/RecordTable";
import { PartLinks, usePart } from "../../ui/TabLinks";
import { tell } from "../../ui/toast";
import { CoursesPart } from "./CoursesPart";
import { Explained } from "./Explained";
import { HistoryPart } from "./HistoryPart";
import { HoldsPart } from "./HoldsPart";
import { PapersPart } from "./PapersPart";
import { useHistory, useOf, useRecord, useRemoveStudent, useStandings, useStudent } from "./queries";
import { StudentForm } from "./StudentForm";
import { StudentStatus } from "./StudentStatus";
import { TransfersPart } from "./TransfersPart";

export default function StudentPage() {
  const id = Number(useParams().id);
  const may = useMay();
  const navigate = useNavigate();
  const student = useStudent(id);
  const list = useListAddress("/students");
  const parts = [
    { part: "results", text: i18n.t("Record") },
    { part: "courses", text: i18n.t("Courses and attendance") },
    ...(may("DOCUMENTS_READ") ? [{ part: "documents", text: i18n.t("Documents and requests") }] : []),
    ...(may("HOLDS_READ") ? [{ part: "holds", text: i18n.t("Holds") }] : []),
    ...(may("TRANSFER_CREDITS_READ") ? [{ part: "transfers", text: i18n.t("Transfer credits") }] : []),
    ...(may("AUDIT_READ") ? [{ part: "history", text: i18n.t("History") }] : []),
  ];
  const part = usePart(parts.map((one) => one.part));
  const record = useRecord(id, part === "results");
  const standings = useStandings(id, part === "courses");
  const enrollments = useOf("/api/enrollments/", id, part === "courses" && may("ENROLLMENTS_READ"));
  const documents = useOf("/api/documents/", id, part === "documents");
  const requests = useOf("/api/requests/", id, part === "documents" && may("REQUESTS_READ"));
  // Whichever part is shown: who works on a student has to know of a hold.
  const holds = useOf("/api/holds/", id, may("HOLDS_READ"));
  const transfers = useOf("/api/transfer-credits/", id, part === "transfers");
  const history = useHistory(id, part === "history");
  const remove = useRemoveStudent(id);
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);

  if (student.isPending) return <Skeleton lines={8} />;
  if (student.isLoadingError)
    return (
      <Page title={i18n.t("Student")} back={{ to: list, label: i18n.t("Students") }}>
        <ErrorState error={student.error} retry={() => student.refetch()} />
      </Page>
    );
  const { data, etag } = student.data;
  const standing = holds.data?.results.filter((hold) => hold.active) ?? [];
  return (
    <Page
      title={data.name}
      lead={`${data.reg_no} · ${data.program}`}
      back={{ to: list, label: i18n.t("Students") }}
      actions={
        <>
          {may("TRANSCRIPTS_READ") && (
            <Button
              onPress={() =>
                download(`/api/transcripts/${id}/`, `transcript_${data.reg_no}.pdf`).catch((error) =>
                  tell(messageOf(error), { tone: "bad" }),
                )
              }
            >
              {i18n.t("Transcript (PDF)")}
            </Button>
          )}
          {may("STUDENTS_WRITE") && <Button onPress={() => setEditing(true)}>{i18n.t("Edit")}</Button>}
          {may("STUDENTS_DELETE") && (
            <Button variant="danger" onPress={() => setRemoving(true)}>
              {i18n.t("Delete")}
            </Button>
          )}
        </>
      }
    >
      {standing.map((hold) => (
        <Notice key={hold.id} tone="warn">
          {i18n.t("Hold: {reason}. No document is issued until it is released.", { reason: hold.reason })}
        </Notice>
      ))}
      <PartLinks label={i18n.t("Parts of the record")} current={part} parts={parts} />
      {part === "results" && (
        <>
          <Card title={i18n.t("Student")}>
            <Facts
              facts={[
                [i18n.t("Registration number"), data.reg_no],
                [i18n.t("Name"), data.name],
                [
                  i18n.t("Name in Urdu"),
                  <bdi key="ur" lang="ur">
                    {data.name_ur}
                  </bdi>,
                ],
                [i18n.t("Program"), data.program],
                [i18n.t("Status"), <StudentStatus key="status" status={data.status} />],
                [i18n.t("Intake"), data.intake && day(data.intake)],
                [i18n.t("Email"), data.email],
              ]}
            />
          </Card>
          <Card title={i18n.t("Academic record")} flush>
            {record.isPending ? (
              <Skeleton />
            ) : record.isLoadingError ? (
              <ErrorState error={record.error} retry={() => record.refetch()} />
            ) : (
              <>
                <RecordTable record={record.data} />
                <Explained record={record.data} />
              </>
            )}
          </Card>
        </>
      )}
      {part === "courses" && <CoursesPart standings={standings} enrollments={enrollments} />}
      {part === "documents" && <PapersPart student={data} documents={documents} requests={requests} />}
      {part === "holds" && <HoldsPart student={id} holds={holds} />}
      {part === "transfers" && <TransfersPart student={id} transfers={transfers} />}
      {part === "history" && <HistoryPart history={history} />}
      <Dialog title={i18n.t("Edit student")} isOpen={editing} onClose={() => setEditing(false)} size="drawer">
        <StudentForm
          student={data}
          etag={etag}
          onCancel={() => setEditing(false)}
          onDone={() => {
            setEditing(false);
            tell(i18n.t("Saved."));
          }}
        />
      </Dialog>
      <Confirm
        title={i18n.t("Delete {name}?", { name: data.name })}
        isOpen={removing}
        onClose={() => setRemoving(false)}
        confirm={i18n.t("Delete student")}
        danger
        onConfirm={async () => {
          await remove.mutateAsync(etag);
          navigate("/students");
        }}
      >
        <p>{i18n.t("Only a student on whom no other record depends can be deleted. This is not undone.")}</p>
      </Confirm>
    </Page>
  );
}
