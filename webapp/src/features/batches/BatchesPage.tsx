import { i18n } from "@lingui/core";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { api, download, ok, type Schema } from "../../api/client";
import { follow } from "../../api/events";
import { messageOf, ProblemError } from "../../api/problem";
import { say } from "../../api/say";
import { useMay } from "../../app/session";
import { Progress } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { entityField } from "../../ui/EntityField";
import { Badge, Notice } from "../../ui/Notice";
import { Card, Page } from "../../ui/Page";
import { RecordForm } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";
import { jobState, jobTone } from "../../ui/words";

/** Transcripts of a whole program and term as one job, with its progress as it goes. */
export default function BatchesPage() {
  const [params, setParams] = useSearchParams();
  const job = Number(params.get("job"));
  return (
    <Page title={i18n.t("Transcripts in a batch")}>
      {job > 0 && <Running key={job} job={job} />}
      <Card title={i18n.t("New batch")} narrow>
        <RecordForm
          submit={i18n.t("Start")}
          initial={{ program: "", term: "", email: "false" }}
          fields={[
            entityField({
              name: "program",
              label: i18n.t("Program"),
              required: true,
              path: "/api/programs/",
              labelOf: (program) => ({ id: program.name, text: program.name }),
            }),
            entityField({
              name: "term",
              label: i18n.t("Term"),
              required: true,
              path: "/api/terms/",
              labelOf: (term) => ({ id: term.name, text: term.name }),
            }),
            { name: "email", label: i18n.t("Mail each student their own transcript"), kind: "checkbox" },
          ]}
          onSubmit={async (values) => {
            const missing = ["program", "term"].filter((name) => !values[name]);
            if (missing.length > 0) {
              const text = i18n.t("Choose one.");
              throw new ProblemError(
                400,
                400,
                text,
                Object.fromEntries(missing.map((name) => [name, [text]])),
              );
            }
            const made = await ok(
              api.POST("/api/transcripts/batch/", {
                body: {
                  program: values.program ?? "",
                  term: values.term ?? "",
                  email: values.email === "true",
                },
              }),
            );
            setParams({ job: String(made.job_id) });
          }}
        />
      </Card>
    </Page>
  );
}

function Running({ job }: { job: number }) {
  const may = useMay();
  const [state, setState] = useState<Schema<"Job"> | null>(null);
  const [fault, setFault] = useState("");

  useEffect(() => {
    const stop = new AbortController();
    ok(api.GET("/api/jobs/{id}/", { params: { path: { id: job } } }))
      .then(async (first) => {
        setState(first);
        await follow(
          `/api/jobs/${job}/events/`,
          (seen) => setState({ ...first, ...(seen as object) }),
          stop.signal,
        );
        setState(await ok(api.GET("/api/jobs/{id}/", { params: { path: { id: job } } })));
      })
      .catch((error) => !stop.signal.aborted && setFault(messageOf(error)));
    return () => stop.abort();
  }, [job]);

  if (fault) return <Notice tone="bad">{fault}</Notice>;
  if (!state) return null;
  const url = (state.result as { url?: string } | null)?.url;
  const over = ["succeeded", "dead", "cancelled"].includes(state.state);
  return (
    <Card title={i18n.t("Batch {job}", { job })}>
      <div className="stack">
        <div className="row between">
          <Badge tone={jobTone(state.state)}>{jobState(state.state)}</Badge>
          {state.progress.failed > 0 && (
            <Badge tone="warn">{i18n.t("{count} without document", { count: state.progress.failed })}</Badge>
          )}
        </div>
        <Progress
          label={i18n.t("Transcripts made")}
          done={state.progress.done}
          total={state.progress.total}
        />
        {state.error && <Notice tone="bad">{say(state.error)}</Notice>}
        <div className="row">
          {url && (
            <Button
              variant="primary"
              onPress={() =>
                download(url, `transcripts_${job}.zip`).catch((error) =>
                  tell(messageOf(error), { tone: "bad" }),
                )
              }
            >
              {i18n.t("Download the ZIP")}
            </Button>
          )}
          {!over && may("JOBS_OPERATE") && (
            <Button
              variant="danger"
              onPress={() =>
                ok(api.POST("/api/jobs/{id}/cancel/", { params: { path: { id: job } } })).catch((error) =>
                  tell(messageOf(error), { tone: "bad" }),
                )
              }
            >
              {i18n.t("Cancel batch")}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}
