import { i18n } from "@lingui/core";
import { Link } from "react-router";
import { messageOf } from "../../api/problem";
import { useSession } from "../../app/session";
import { Button, ButtonLink } from "../../ui/Button";
import { EmptyState, ErrorState, Skeleton } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { SelectField } from "../../ui/TextField";
import { tell } from "../../ui/toast";
import styles from "./GazettePage.module.css";
import { downloadMerit, useMerit } from "./queries";
import { TermAndProgram, useTermAndProgram } from "./TermAndProgram";

/** Students of a term by their average; the server ranks. */
export default function MeritPage() {
  const { institution } = useSession();
  const { term, program, params, set } = useTermAndProgram();
  const by = params.get("by") === "term_gpa" ? "term_gpa" : "cgpa";
  const merit = useMerit(term, program, by);
  return (
    <Page
      title={i18n.t("Merit list")}
      lead={`${institution.name} · ${term} · ${program || i18n.t("All programs")} · ${by === "cgpa" ? i18n.t("by CGPA") : i18n.t("by term GPA")}`}
      actions={
        <>
          <Button
            onPress={() =>
              downloadMerit(term, program, by).catch((error) => tell(messageOf(error), { tone: "bad" }))
            }
          >
            {i18n.t("Export CSV")}
          </Button>
          <Button onPress={() => window.print()}>{i18n.t("Print")}</Button>
        </>
      }
    >
      <TermAndProgram term={term} program={program} set={set}>
        <SelectField
          label={i18n.t("Ranked by")}
          value={by}
          onChange={(value) => set("by", value === "cgpa" ? "" : value)}
          options={[
            { value: "cgpa", label: i18n.t("CGPA") },
            { value: "term_gpa", label: i18n.t("Term GPA") },
          ]}
        />
      </TermAndProgram>
      <p className="soft small">
        {i18n.t(
          "Students with a published result of the term; equal averages share a rank. Failed and undecided courses of the term are shown, not left out.",
        )}
      </p>
      {merit.isLoadingError ? (
        <ErrorState error={merit.error} retry={() => merit.refetch()} />
      ) : !merit.data ? (
        <Skeleton lines={8} />
      ) : merit.data.results.length === 0 ? (
        <EmptyState title={i18n.t("Nobody can be ranked: nothing of this term is published yet.")}>
          <ButtonLink to={`/results/progress?term=${encodeURIComponent(term)}`}>
            {i18n.t("Results by section")}
          </ButtonLink>
        </EmptyState>
      ) : (
        <div className={`scroll ${styles.part}`}>
          <table className="plain">
            <thead>
              <tr>
                <th className="figure-column">{i18n.t("Rank")}</th>
                <th>{i18n.t("Registration number")}</th>
                <th>{i18n.t("Name")}</th>
                <th>{i18n.t("Program")}</th>
                <th className="figure-column">{i18n.t("CGPA")}</th>
                <th className="figure-column">{i18n.t("Term GPA")}</th>
                <th className="figure-column">{i18n.t("Credits")}</th>
                <th className="figure-column">{i18n.t("Failed")}</th>
                <th className="figure-column">{i18n.t("Undecided")}</th>
              </tr>
            </thead>
            <tbody>
              {merit.data.results.map((row) => (
                <tr key={row.student}>
                  <td className="figure-column">{row.rank}</td>
                  <td>
                    <Link to={`/students/${row.student}`}>
                      <bdi>{row.reg_no}</bdi>
                    </Link>
                  </td>
                  <td>{row.name}</td>
                  <td>{row.program}</td>
                  <td className="figure-column">{row.cgpa?.toFixed(2) ?? "–"}</td>
                  <td className="figure-column">{row.term_gpa?.toFixed(2) ?? "–"}</td>
                  <td className="figure-column">{row.credits}</td>
                  <td className="figure-column">{row.failed}</td>
                  <td className="figure-column">{row.undecided}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
