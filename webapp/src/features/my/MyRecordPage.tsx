import { i18n } from "@lingui/core";
import { useState } from "react";
import { useSession } from "../../app/session";
import { EmptyState, ErrorState, Skeleton } from "../../ui/Notice";
import { Card, Facts, Page, Tile } from "../../ui/Page";
import { RecordTable } from "../../ui/RecordTable";
import { SelectField } from "../../ui/TextField";
import { standingName } from "../../ui/words";
import { type Assumed, assume, termsOf } from "./model";
import { useMyRecord, useWhatIf } from "./queries";

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
  const [chosen, setChosen] = useState<Assumed>({});
  const whatIf = useWhatIf(student, chosen);
  if (record.isPending) return <Skeleton lines={8} />;
  if (record.isLoadingError)
    return (
      <Page title={i18n.t("My results")}>
        <ErrorState error={record.error} retry={() => record.refetch()} />
      </Page>
    );
  return (
    <Page title={i18n.t("My results")}>
      <div className="tiles">
        <Tile label={i18n.t("CGPA")} value={record.data.cgpa?.toFixed(2) ?? "–"} />
        <Tile label={i18n.t("Credits earned")} value={record.data.credits_earned} />
        <Tile label={i18n.t("Standing")} value={standingName(record.data.standing) || "–"} words />
      </div>
      <Card title={i18n.t("Results by term")} flush>
        <RecordTable record={record.data} />
      </Card>
      <Card title={i18n.t("What if …")}>
        {whatIf.isPending ? (
          <Skeleton />
        ) : whatIf.isLoadingError ? (
          <ErrorState error={whatIf.error} retry={() => whatIf.refetch()} />
        ) : whatIf.data.courses.length === 0 ? (
          <p className="soft">{i18n.t("You have no course in progress.")}</p>
        ) : (
          <div className="stack">
            <p className="soft">
              {i18n.t("Choose how the courses in progress may end. Nothing of it is kept.")}
            </p>
            <div className="grid-2">
              {whatIf.data.courses.map((course) => (
                <SelectField
                  key={course.section}
                  label={`${course.code} ${course.title}`}
                  help={i18n.t("{credits, plural, one {# credit} other {# credits}}", {
                    credits: course.credits,
                  })}
                  value={chosen[course.section] ?? ""}
                  onChange={(grade) => setChosen(assume(chosen, course.section, grade))}
                  options={[
                    { value: "", label: i18n.t("Left out") },
                    ...course.grades.map((grade) => ({ value: grade, label: grade })),
                  ]}
                />
              ))}
            </div>
            <output>
              <Facts
                facts={[
                  ...termsOf(whatIf.data).map((term): [string, string] => [
                    i18n.t("GPA of {term}", { term: term.term }),
                    term.gpa?.toFixed(2) ?? "–",
                  ]),
                  [i18n.t("CGPA would be"), whatIf.data.cgpa?.toFixed(2) ?? "–"],
                  [i18n.t("Standing"), standingName(whatIf.data.standing)],
                ]}
              />
            </output>
          </div>
        )}
      </Card>
    </Page>
  );
}
