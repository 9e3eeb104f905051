import { i18n } from "@lingui/core";
import { useState } from "react";
import { useParams } from "react-router";
import { messageOf } from "../../api/problem";
import { SectionFrame } from "../../app/SectionFrame";
import { useMay } from "../../app/session";
import { Bars } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { Confirm, Dialog } from "../../ui/Dialog";
import { Badge, ErrorState, Notice, Skeleton } from "../../ui/Notice";
import { Card, Tile } from "../../ui/Page";
import { RecordForm } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";
import { gradesOf, type Review, reviewOf, summaryOf } from "./model";
import { useFinalGrades, useResultActs, useRoster, useSectionResults } from "./queries";
import { StateBadge } from "./StateBadge";

export default function SectionResultsPage() {
  const id = Number(useParams().id);
  const may = useMay();
  const roster = useRoster(id);
  const grades = useFinalGrades(id);
  const results = useSectionResults(id);
  const acts = useResultActs(id);
  const [asking, setAsking] = useState<"publish" | "freeze" | null>(null);
  const [changing, setChanging] = useState<Review | null>(null);
  const failed = [roster, grades, results].find((query) => query.isLoadingError);
  const ready = roster.data && grades.data && results.data;
  const reviews = ready ? reviewOf(roster.data, grades.data, results.data) : [];
  const sum = summaryOf(reviews);

  function compute() {
    acts
      .compute()
      .then((outcome) => tell(i18n.t("Drafts: {created} new, {updated} changed.", outcome)))
      .catch((error) => tell(messageOf(error), { tone: "bad" }));
  }

  return (
    <SectionFrame
      actions={
        <>
          {may("RESULTS_PROPOSE") && <Button onPress={compute}>{i18n.t("Propose from scores")}</Button>}
          {may("RESULTS_PUBLISH") && (
            <Button variant="primary" isDisabled={sum.drafts === 0} onPress={() => setAsking("publish")}>
              {i18n.t("Publish")}
            </Button>
          )}
          {may("RESULTS_FREEZE") && (
            <Button isDisabled={sum.published === 0} onPress={() => setAsking("freeze")}>
              {i18n.t("Freeze")}
            </Button>
          )}
        </>
      }
    >
      {() =>
        failed ? (
          <ErrorState error={failed.error} retry={() => failed.refetch()} />
        ) : !ready ? (
          <Skeleton lines={8} />
        ) : (
          <>
            <div className="tiles">
              <Tile label={i18n.t("Students")} value={sum.students} />
              <Tile label={i18n.t("Without result")} value={sum.without} />
              <Tile label={i18n.t("Drafts")} value={sum.drafts} />
              <Tile label={i18n.t("Published")} value={sum.published} />
              <Tile label={i18n.t("Frozen")} value={sum.frozen} />
              <Tile label={i18n.t("With missing marks")} value={sum.missing} />
            </div>
            {sum.differing > 0 && (
              <Notice tone="warn">
                {i18n.t(
                  "{count, plural, one {# grade differs} other {# grades differ}} from what the scores give.",
                  { count: sum.differing },
                )}
              </Notice>
            )}
            <div className="grid-2">
              <Card title={i18n.t("Grades")}>
                <Bars label={i18n.t("Grades")} bars={gradesOf(reviews)} />
              </Card>
            </div>
            <Card title={i18n.t("Review")} flush>
              <div className="scroll">
                <table className="plain">
                  <thead>
                    <tr>
                      <th>{i18n.t("Registration number")}</th>
                      <th>{i18n.t("Name")}</th>
                      <th className="figure-column">{i18n.t("Percentage")}</th>
                      <th>{i18n.t("From scores")}</th>
                      <th>{i18n.t("Result")}</th>
                      <th>{i18n.t("State")}</th>
                      <th>{i18n.t("Missing marks")}</th>
                      {may("RESULT_CHANGES_REQUEST") && <th className="no-print">{i18n.t("Actions")}</th>}
                    </tr>
                  </thead>
                  <tbody>
                    {reviews.map((review) => (
                      <tr key={review.student}>
                        <td>
                          <bdi>{review.regNo}</bdi>
                        </td>
                        <td>{review.name}</td>
                        <td className="figure-column">{review.percentage ?? "–"}</td>
                        <td>
                          <bdi>{review.computed || "–"}</bdi>
                        </td>
                        <td>
                          <bdi>
                            {review.differs ? (
                              <Badge tone="warn">{review.result?.final_grade}</Badge>
                            ) : (
                              (review.result?.final_grade ?? "–")
                            )}
                          </bdi>
                        </td>
                        <td>{review.result ? <StateBadge state={review.result.state} /> : "–"}</td>
                        <td>{review.missing.join(", ") || "–"}</td>
                        {may("RESULT_CHANGES_REQUEST") && (
                          <td className="no-print">
                            {review.result?.state === "published" && (
                              <Button
                                small
                                onPress={() => setChanging(review)}
                                aria-label={i18n.t("Request a change for {name}", { name: review.name })}
                              >
                                {i18n.t("Request change")}
                              </Button>
                            )}
                          </td>
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </Card>
            <Confirm
              title={i18n.t("{count, plural, one {Publish # result?} other {Publish # results?}}", {
                count: sum.drafts,
              })}
              isOpen={asking === "publish"}
              onClose={() => setAsking(null)}
              confirm={i18n.t("Publish")}
              onConfirm={async () => {
                const outcome = await acts.publish();
                tell(i18n.t("{count} published.", { count: (outcome as { published: number }).published }));
              }}
            >
              <p>
                {i18n.t(
                  "Students see their grades at once. From then on a grade changes only by a request that another person approves.",
                )}
              </p>
              {sum.missing > 0 && (
                <Notice tone="warn">
                  {i18n.t(
                    "{count, plural, one {# student has} other {# students have}} missing marks, counted as 0.",
                    {
                      count: sum.missing,
                    },
                  )}
                </Notice>
              )}
            </Confirm>
            <Confirm
              title={i18n.t("{count, plural, one {Freeze # result?} other {Freeze # results?}}", {
                count: sum.published,
              })}
              isOpen={asking === "freeze"}
              onClose={() => setAsking(null)}
              confirm={i18n.t("Freeze for ever")}
              danger
              onConfirm={async () => {
                const outcome = await acts.freeze();
                tell(i18n.t("{count} frozen.", { count: (outcome as { frozen: number }).frozen }));
              }}
            >
              <p>{i18n.t("A frozen result never changes again, by anybody. This is not undone.")}</p>
            </Confirm>
            <Dialog
              title={i18n.t("Request a change for {name}", { name: changing?.name ?? "" })}
              isOpen={changing !== null}
              onClose={() => setChanging(null)}
            >
              <RecordForm
                submit={i18n.t("Send request")}
                initial={{ new_grade: "", reason: "" }}
                fields={[
                  { name: "new_grade", label: i18n.t("New grade"), required: true, maxLength: 8 },
                  {
                    name: "reason",
                    label: i18n.t("Reason"),
                    kind: "textarea",
                    required: true,
                    maxLength: 2000,
                  },
                ]}
                onCancel={() => setChanging(null)}
                onSubmit={async (values) => {
                  await acts.requestChange(
                    changing?.result?.id ?? 0,
                    values.new_grade ?? "",
                    values.reason ?? "",
                  );
                  setChanging(null);
                  tell(i18n.t("The request is filed; another person decides."));
                }}
              />
            </Dialog>
          </>
        )
      }
    </SectionFrame>
  );
}
