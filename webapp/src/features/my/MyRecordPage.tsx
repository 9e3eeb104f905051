import { i18n } from "@lingui/core";
import { useState } from "react";
import { useSession } from "../../app/session";
import { Button } from "../../ui/Button";
import { EmptyState, ErrorState, Skeleton } from "../../ui/Notice";
import { Card, Page, Tile } from "../../ui/Page";
import { RecordTable } from "../../ui/RecordTable";
import { SelectField, TextField } from "../../ui/TextField";
import { gradesIn, whatIf } from "./model";
import { useMyRecord } from "./queries";

export default function MyRecordPage() {
  const { student } = useSession();
  return student == null ? (
    <Page title={i18n.t("My results")}>
      <EmptyState title={i18n.t("Your account is tied to no student record.")}>
        <p className="soft">{i18n.t("Ask the office to tie it.")}</p>
      </EmptyState>
    </Page>
  ) : (
    <OwnRecord student={student} />
  );
}

function OwnRecord({ student }: { student: number }) {
  const record = useMyRecord(student);
  const [more, setMore] = useState<{ credits: string; points: string }[]>([]);
  if (record.isPending) return <Skeleton lines={8} />;
  if (record.isError) return <ErrorState error={record.error} retry={() => record.refetch()} />;
  const grades = gradesIn(record.data);
  const added = more.map((row) => ({ credits: Number(row.credits) || 0, points: Number(row.points) }));
  const change = (index: number, row: { credits: string; points: string }) =>
    setMore(more.map((former, at) => (at === index ? row : former)));
  return (
    <Page title={i18n.t("My results")}>
      <div className="tiles">
        <Tile label={i18n.t("CGPA")} value={record.data.cgpa?.toFixed(2) ?? "–"} />
        <Tile label={i18n.t("Credits earned")} value={record.data.credits_earned} />
        <Tile label={i18n.t("Standing")} value={record.data.standing || "–"} />
      </div>
      <Card title={i18n.t("Results by term")} flush>
        <RecordTable record={record.data} />
      </Card>
      {grades.length > 0 && (
        <Card title={i18n.t("What if …")}>
          <div className="stack">
            {more.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other name
              <div className="row" key={index}>
                <TextField
                  label={i18n.t("Credits")}
                  inputMode="numeric"
                  value={row.credits}
                  onChange={(credits) => change(index, { ...row, credits })}
                />
                <SelectField
                  label={i18n.t("Grade")}
                  value={row.points}
                  onChange={(points) => change(index, { ...row, points })}
                  options={grades.map((grade) => ({ value: String(grade.points), label: grade.grade }))}
                />
              </div>
            ))}
            <div className="row between">
              <Button
                onPress={() => setMore([...more, { credits: "3", points: String(grades[0]?.points ?? 0) }])}
              >
                {i18n.t("Add a course")}
              </Button>
              <output>{i18n.t("CGPA would be {cgpa}", { cgpa: whatIf(record.data, added) ?? "–" })}</output>
            </div>
          </div>
        </Card>
      )}
    </Page>
  );
}
