import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import type { Schema } from "../../api/client";
import { messageOf, ProblemError } from "../../api/problem";
import { SectionFrame } from "../../app/SectionFrame";
import { useMay } from "../../app/session";
import { today } from "../../lib/format";
import { Button } from "../../ui/Button";
import { EmptyState, ErrorState, Notice, Skeleton } from "../../ui/Notice";
import { Card } from "../../ui/Page";
import { TextField } from "../../ui/TextField";
import { tell } from "../../ui/toast";
import { count, type Marks, markRest, recordsOf, STATUSES, type Status, shown, unsent } from "./model";
import { sendRegister, useRegister } from "./queries";
import styles from "./RegisterPage.module.css";

function wordOf(status: Status): string {
  return {
    Present: i18n.t("Present"),
    Absent: i18n.t("Absent"),
    Late: i18n.t("Late"),
    Excused: i18n.t("Excused"),
  }[status];
}

export default function RegisterPage() {
  const id = Number(useParams().id);
  const [params, setParams] = useSearchParams();
  const date = params.get("date") ?? today();
  return (
    <SectionFrame
      actions={
        <TextField
          label={i18n.t("Day")}
          type="date"
          value={date}
          max={today()}
          onChange={(value) => setParams({ date: value })}
        />
      }
    >
      {() => <RegisterOf key={`${id} ${date}`} section={id} date={date} />}
    </SectionFrame>
  );
}

const keyOf = (section: number, date: string) => `sims.register.${section}.${date}`;

/** Marks wait on this device until the server has them: through a reload, and while there is no connection. */
function useMarks(section: number, date: string): [Marks, (marks: Marks) => void] {
  const [marks, setMarks] = useState<Marks>(() => {
    try {
      return JSON.parse(localStorage.getItem(keyOf(section, date)) ?? "{}");
    } catch {
      return {};
    }
  });
  return [
    marks,
    (next) => {
      if (Object.keys(next).length === 0) localStorage.removeItem(keyOf(section, date));
      else localStorage.setItem(keyOf(section, date), JSON.stringify(next));
      setMarks(next);
    },
  ];
}

function RegisterOf({ section, date }: { section: number; date: string }) {
  const register = useRegister(section, date);
  const may = useMay();
  const queries = useQueryClient();
  const [marks, setMarks] = useMarks(section, date);
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const lines = register.data?.students ?? [];
  const waiting = unsent(lines, marks);
  const open = Object.keys(waiting).length;

  async function save() {
    if (open === 0) return;
    setBusy(true);
    setFault("");
    try {
      const outcome = await sendRegister(section, date, recordsOf(lines, waiting), reason);
      setMarks({});
      tell(i18n.t("Saved: {created} new, {updated} changed.", outcome));
      await queries.invalidateQueries({ queryKey: ["register", section, date] });
    } catch (error) {
      const rows = error instanceof ProblemError ? error.rows("records") : [];
      setFault(rows[0]?.messages.join(" ") ?? messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits is sent when the connection is back
  useEffect(() => {
    const back = () => void save();
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  });

  if (register.isPending) return <Skeleton lines={8} />;
  if (register.isError && lines.length === 0)
    return <ErrorState error={register.error} retry={() => register.refetch()} />;
  if (lines.length === 0) return <EmptyState title={i18n.t("Nobody is enrolled in this section yet.")} />;
  const counts = count(lines, marks);
  const writes = may("ATTENDANCE_WRITE");
  return (
    <Card
      title={STATUSES.map((status) => `${wordOf(status)} ${counts[status]}`).join(" · ")}
      actions={
        writes && (
          <>
            <Button onPress={() => setMarks(markRest(lines, marks, "Present"))} isDisabled={counts[""] === 0}>
              {i18n.t("Mark the rest present ({count})", { count: counts[""] })}
            </Button>
            <Button variant="primary" isPending={busy} isDisabled={open === 0} onPress={save}>
              {i18n.t("Save {count}", { count: open })}
            </Button>
          </>
        )
      }
      flush
    >
      {open > 0 && (
        <p className={styles.waiting} role="status">
          {i18n.t("{count, plural, one {# mark waits} other {# marks wait}} on this device until you save.", {
            count: open,
          })}
        </p>
      )}
      {fault && <Notice tone="bad">{fault}</Notice>}
      {date !== today() && writes && (
        <div className={styles.reason}>
          <TextField
            label={i18n.t("Reason for changing a past day")}
            value={reason}
            onChange={setReason}
            help={i18n.t("Only the office changes a past day, and says why.")}
          />
        </div>
      )}
      <ul className={styles.lines}>
        {lines.map((line) => (
          <Line
            key={line.student}
            line={line}
            value={shown(line, marks)}
            isWaiting={line.student in waiting}
            isDisabled={!writes}
            onChange={(status) => setMarks({ ...marks, [line.student]: status })}
          />
        ))}
      </ul>
    </Card>
  );
}

function Line(props: {
  line: Schema<"RegisterLine">;
  value: Status | "";
  isWaiting: boolean;
  isDisabled: boolean;
  onChange: (status: Status) => void;
}) {
  const { line } = props;
  return (
    <li className={styles.line} data-waiting={props.isWaiting}>
      <fieldset className={styles.set} disabled={props.isDisabled}>
        <legend className={styles.who}>
          <strong>{line.name}</strong>
          <span className="small soft figures">
            <bdi>{line.reg_no}</bdi> · <bdi>{line.percentage} %</bdi>
          </span>
        </legend>
        <div className={styles.choices}>
          {STATUSES.map((status) => (
            <label key={status} className={styles.choice} data-status={status}>
              <input
                type="radio"
                name={`status-${line.student}`}
                checked={props.value === status}
                onChange={() => props.onChange(status)}
              />
              <span>{wordOf(status)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </li>
  );
}
