import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useParams, useSearchParams } from "react-router";
import type { Schema } from "../../api/client";
import { SectionFrame, useSection } from "../../app/SectionFrame";
import { useAccess, useMay, useSession } from "../../app/session";
import { day, today } from "../../lib/format";
import { Button } from "../../ui/Button";
import { EmptyState, ErrorState, Notice, Skeleton } from "../../ui/Notice";
import { Card, Page } from "../../ui/Page";
import { TextField } from "../../ui/TextField";
import { tell } from "../../ui/toast";
import { type Kept, type KeptLine, keep, readKept } from "./kept";
import {
  type Conflict,
  conflictsOf,
  count,
  keepMine,
  mark,
  markRest,
  STATUSES,
  type Status,
  shown,
  unsent,
  without,
} from "./model";
import { linesOf, sendKept, useKept, useRegister, wordsOf } from "./queries";
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
  const { user } = useSession();
  const { offline: isOfflineStart } = useAccess();
  const offline = useOffline();
  const kept = useKept(user.id, id, date);
  if ((offline || isOfflineStart) && kept && kept.lines.length > 0) return <KeptRegister kept={kept} />;
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

function useOffline(): boolean {
  return useSyncExternalStore(onConnection, () => !navigator.onLine);
}

function onConnection(listener: () => void) {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** The register from this device, while the server cannot be asked. */
function KeptRegister({ kept }: { kept: Kept }) {
  return (
    <Page
      title={kept.title}
      lead={[kept.term, day(kept.date)].join(" · ")}
      back={{ to: "/", label: i18n.t("Registers on this device") }}
    >
      <Marking kept={kept} lines={kept.lines} />
    </Page>
  );
}

function RegisterOf({ section, date }: { section: number; date: string }) {
  const { user } = useSession();
  const may = useMay();
  const register = useRegister(section, date);
  const frame = useSection(section);
  const kept = useKept(user.id, section, date);
  const writes = may("ATTENDANCE_WRITE");
  const title = frame.data ? `${frame.data.course_detail.code} ${frame.data.course_detail.title}` : "";
  const term = frame.data?.term ?? "";
  const { data } = register;

  // What the server says is kept on this device too, so that a lost connection does not end the class.
  useEffect(() => {
    if (!data || !writes || !title) return;
    const former = readKept(user.id, section, date);
    keep(user.id, {
      reason: "",
      due: false,
      refused: "",
      ...former,
      section,
      date,
      title,
      term,
      at: new Date().toISOString(),
      lines: linesOf(data),
      marks: unsent(data.students, former?.marks ?? {}),
    });
  }, [data, writes, title, term, user.id, section, date]);

  if (register.isPending) return <Skeleton lines={8} />;
  if (register.isLoadingError) return <ErrorState error={register.error} retry={() => register.refetch()} />;
  if (data?.students.length === 0)
    return <EmptyState title={i18n.t("Nobody is enrolled in this section yet.")} />;
  if (writes && !kept) return <Skeleton lines={8} />;
  return <Marking kept={kept} lines={data?.students ?? []} />;
}

type Shown = KeptLine & { percentage?: number };

/** The register to mark. Marks wait on this device until the server has them: also through a reload. */
function Marking({ kept, lines }: { kept: Kept | null; lines: (Schema<"RegisterLine"> | Shown)[] }) {
  const { user } = useSession();
  const may = useMay();
  const queries = useQueryClient();
  const offline = useOffline();
  const [busy, setBusy] = useState(false);
  const marks = kept?.marks ?? {};
  const conflicts = conflictsOf(lines, marks);
  const waiting = unsent(lines, marks);
  const open = Object.keys(waiting).length;
  const past = kept !== null && kept.date !== today();
  // What waits on this device stays to be sent or given up, whatever day it is by now.
  const over = user.role === "Faculty" && past && open === 0;
  const writes = may("ATTENDANCE_WRITE") && kept !== null && !over;
  const change = (changes: Partial<Kept>) =>
    kept && keep(user.id, { ...kept, due: offline || kept.due, refused: "", ...changes });

  async function save() {
    if (!kept || open === 0) return;
    if (offline) {
      change({ due: true });
      tell(i18n.t("Kept on this device. It is sent when the connection is back."));
      return;
    }
    setBusy(true);
    const sent = await sendKept(queries, user.id, kept.section, kept.date);
    setBusy(false);
    if (sent.outcome === "later")
      tell(i18n.t("Kept on this device. It is sent when the connection is back."));
    else if (sent.outcome === "sent") tell(wordsOf(sent));
  }

  const counts = count(lines, marks);
  return (
    <Card
      title={STATUSES.map((status) => `${wordOf(status)} ${counts[status]}`).join(" · ")}
      actions={
        writes && (
          <>
            <Button
              onPress={() => change({ marks: markRest(lines, marks, "Present") })}
              isDisabled={counts[""] === 0}
            >
              {i18n.t("Mark the rest present ({count})", { count: counts[""] })}
            </Button>
            <Button variant="primary" isPending={busy} isDisabled={open === conflicts.length} onPress={save}>
              {i18n.t("Save {count}", { count: open - conflicts.length })}
            </Button>
          </>
        )
      }
      flush
    >
      {open > conflicts.length && (
        <p className={styles.waiting} role="status">
          {kept?.due
            ? i18n.t(
                "{count, plural, one {# mark is} other {# marks are}} kept on this device and sent when the connection is back.",
                { count: open - conflicts.length },
              )
            : i18n.t(
                "{count, plural, one {# mark waits} other {# marks wait}} on this device until you save.",
                { count: open - conflicts.length },
              )}
        </p>
      )}
      {kept?.refused && <Notice tone="bad">{kept.refused}</Notice>}
      {over && (
        <Notice>
          {i18n.t("Attendance is taken on the day itself. Ask the registrar to change {day}.", {
            day: day(kept.date),
          })}
        </Notice>
      )}
      {past && writes && (
        <div className={styles.reason}>
          <TextField
            label={i18n.t("Reason for changing a past day")}
            value={kept.reason}
            onChange={(reason) => change({ reason })}
            help={i18n.t("Only the office changes a past day, and says why.")}
          />
        </div>
      )}
      <ul className={styles.lines}>
        {lines.map((line) => (
          <Line
            key={line.student}
            line={line as Shown}
            value={shown(line, marks)}
            isWaiting={line.student in waiting}
            isDisabled={!writes}
            conflict={conflicts.find((one) => one.student === line.student)}
            onChange={(status) => change({ marks: mark(line, marks, status) })}
            onMine={(conflict) => change({ marks: keepMine(conflict, marks) })}
            onTheirs={() => change({ marks: without(line.student, marks) })}
          />
        ))}
      </ul>
    </Card>
  );
}

function Line(props: {
  line: Shown;
  value: Status | "";
  isWaiting: boolean;
  isDisabled: boolean;
  conflict: Conflict | undefined;
  onChange: (status: Status) => void;
  onMine: (conflict: Conflict) => void;
  onTheirs: () => void;
}) {
  const { line, conflict } = props;
  return (
    <li className={styles.line} data-waiting={props.isWaiting}>
      <fieldset className={styles.set} disabled={props.isDisabled}>
        <legend className={styles.who}>
          <strong>{line.name}</strong>
          <span className="small soft figures">
            <bdi>{line.reg_no}</bdi>
            {line.percentage !== undefined && (
              <>
                {" · "}
                <bdi>{line.percentage} %</bdi>
              </>
            )}
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
      {conflict && (
        <div className={styles.conflict} role="alert">
          <span>
            {conflict.theirs === ""
              ? i18n.t("You marked {mine}; somebody else has removed the record since.", {
                  mine: wordOf(conflict.mine),
                })
              : i18n.t("You marked {mine}; somebody else has recorded {theirs} since.", {
                  mine: wordOf(conflict.mine),
                  theirs: wordOf(conflict.theirs),
                })}
          </span>
          <Button small onPress={() => props.onMine(conflict)}>
            {i18n.t("Keep mine")}
          </Button>
          <Button small onPress={props.onTheirs}>
            {i18n.t("Take theirs")}
          </Button>
        </div>
      )}
    </li>
  );
}
