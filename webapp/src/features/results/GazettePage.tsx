import { i18n } from "@lingui/core";
import { useSession } from "../../app/session";
import { instant } from "../../lib/format";
import { Button, ButtonLink } from "../../ui/Button";
import { Badge, EmptyState, ErrorState, Skeleton } from "../../ui/Notice";
import { Page, Tile } from "../../ui/Page";
import { SelectField } from "../../ui/TextField";
import styles from "./GazettePage.module.css";
import { byStudent, countsOf, type Gazette, grades } from "./gazette";
import { useGazette } from "./queries";
import { TermAndProgram, useTermAndProgram } from "./TermAndProgram";

/** All published results of a term on paper or on the screen, by section or by student. */
export default function GazettePage() {
  const { institution } = useSession();
  const { term, program, params, set } = useTermAndProgram();
  const gazette = useGazette(term, program);
  const view = params.get("view") === "student" ? "student" : "section";
  return (
    <Page
      title={i18n.t("Gazette")}
      lead={
        <>
          {institution.name} · {term} · {program || i18n.t("All programs")}
          <span className={styles.made}> · {instant(new Date().toISOString())}</span>
        </>
      }
      actions={<Button onPress={() => window.print()}>{i18n.t("Print")}</Button>}
    >
      <TermAndProgram term={term} program={program} set={set}>
        <SelectField
          label={i18n.t("In order of")}
          value={view}
          onChange={(value) => set("view", value === "section" ? "" : value)}
          options={[
            { value: "section", label: i18n.t("Sections") },
            { value: "student", label: i18n.t("Students") },
          ]}
        />
      </TermAndProgram>
      {gazette.isLoadingError ? (
        <ErrorState error={gazette.error} retry={() => gazette.refetch()} />
      ) : !gazette.data ? (
        <Skeleton lines={8} />
      ) : gazette.data.sections.length === 0 ? (
        <EmptyState title={i18n.t("Nothing is published of this term yet.")}>
          <p className="soft">{i18n.t("Drafts are in no gazette: publish them first.")}</p>
          <ButtonLink to={`/results/progress?term=${encodeURIComponent(term)}`}>
            {i18n.t("Results by section")}
          </ButtonLink>
        </EmptyState>
      ) : view === "section" ? (
        <BySection gazette={gazette.data} />
      ) : (
        <ByStudent gazette={gazette.data} />
      )}
    </Page>
  );
}

function BySection({ gazette }: { gazette: Gazette }) {
  return (
    <>
      {gazette.sections.map((section) => (
        <section key={section.section.id} className={styles.part}>
          <h2>
            <bdi>
              {section.section.course_code} {section.section.course_title}
            </bdi>
          </h2>
          <p className="soft small">
            {section.teacher && `${section.teacher} · `}
            {i18n.t("{passed} passed, {failed} failed, {undecided} undecided", section)} ·{" "}
            {grades(section.results)}
          </p>
          <div className="scroll">
            <table className="plain">
              <thead>
                <tr>
                  <th>{i18n.t("Registration number")}</th>
                  <th>{i18n.t("Name")}</th>
                  <th>{i18n.t("Grade")}</th>
                  <th className="figure-column">{i18n.t("Points")}</th>
                  <th>{i18n.t("Outcome")}</th>
                </tr>
              </thead>
              <tbody>
                {section.results.map((line) => (
                  <tr key={line.student}>
                    <td>
                      <bdi>{line.reg_no}</bdi>
                    </td>
                    <td>
                      <bdi>{line.name}</bdi>
                    </td>
                    <td>
                      <bdi>{line.grade}</bdi>
                    </td>
                    <td className="figure-column">{line.grade_points?.toFixed(2) ?? "–"}</td>
                    <td>
                      <Outcome outcome={line.outcome} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}

function ByStudent({ gazette }: { gazette: Gazette }) {
  const lines = byStudent(gazette);
  const counts = countsOf(lines);
  return (
    <>
      <div className="tiles">
        <Tile label={i18n.t("Students")} value={counts.students} />
        <Tile label={i18n.t("Passed every course")} value={counts.passed} />
        <Tile label={i18n.t("Failed at least one")} value={counts.failed} />
        <Tile label={i18n.t("Undecided")} value={counts.undecided} />
      </div>
      <div className={`scroll ${styles.part}`}>
        <table className="plain">
          <thead>
            <tr>
              <th>{i18n.t("Registration number")}</th>
              <th>{i18n.t("Name")}</th>
              <th>{i18n.t("Courses and grades")}</th>
              <th className="figure-column">{i18n.t("Passed")}</th>
              <th className="figure-column">{i18n.t("Failed")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.student}>
                <td>
                  <bdi>{line.regNo}</bdi>
                </td>
                <td>
                  <bdi>{line.name}</bdi>
                </td>
                <td>
                  <bdi dir="ltr">
                    {line.courses.map((course) => `${course.code} ${course.grade}`).join(", ")}
                  </bdi>
                </td>
                <td className="figure-column">{line.passed}</td>
                <td className="figure-column">{line.failed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Outcome({ outcome }: { outcome: string }) {
  switch (outcome) {
    case "passed":
      return <Badge tone="good">{i18n.t("Passed")}</Badge>;
    case "failed":
      return <Badge tone="bad">{i18n.t("Failed")}</Badge>;
    default:
      return <Badge tone="plain">{i18n.t("Undecided")}</Badge>;
  }
}
