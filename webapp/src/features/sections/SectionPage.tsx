import { i18n } from "@lingui/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { api, asSeen, ifMatch, ok, type Row, versioned } from "../../api/client";
import { messageOf } from "../../api/problem";
import { SectionFrame } from "../../app/SectionFrame";
import { useMay } from "../../app/session";
import { day } from "../../lib/format";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Dialog } from "../../ui/Dialog";
import { EntityField } from "../../ui/EntityField";
import { Badge, Notice } from "../../ui/Notice";
import { studentColumns } from "../../ui/students";
import { tell } from "../../ui/toast";
import { enrollmentStatus, enrollmentStatuses } from "../../ui/words";

/** Who holds a place in the section; the office enrolls and drops here. */
export default function SectionPage() {
  const id = Number(useParams().id);
  const may = useMay();
  const [enrolling, setEnrolling] = useState(false);
  const queries = useQueryClient();
  const writes = may("ENROLLMENTS_WRITE");

  const failed = (error: unknown) => tell(messageOf(error), { tone: "bad" });

  function setStatus(id: number, status: string, condition: ReturnType<typeof ifMatch>) {
    const params = { path: { id } };
    return versioned(api.PATCH("/api/enrollments/{id}/", { params, body: { status }, ...condition }));
  }

  function drop(row: Row<"/api/enrollments/">) {
    const again = () => queries.invalidateQueries({ queryKey: ["/api/enrollments/"] });
    asSeen("/api/enrollments/", row)
      .then((condition) => setStatus(row.id, "dropped", condition))
      .then(({ etag }) =>
        tell(i18n.t("{name} is dropped.", { name: row.student_detail.name }), {
          undo: () => setStatus(row.id, "enrolled", ifMatch(etag)).catch(failed).finally(again),
        }),
      )
      .catch(failed)
      .finally(again);
  }

  return (
    <SectionFrame
      actions={
        writes && (
          <Button variant="primary" onPress={() => setEnrolling(true)}>
            {i18n.t("Enroll students")}
          </Button>
        )
      }
    >
      {() => (
        <>
          <DataGrid
            label={i18n.t("Students of the section")}
            path="/api/enrollments/"
            importable
            fixed={{ section: String(id) }}
            rowLink={(row) => `/students/${row.student}`}
            filters={[
              {
                name: "status",
                label: i18n.t("Status"),
                options: enrollmentStatuses(),
              },
            ]}
            columns={[
              ...studentColumns(),
              {
                key: "status",
                label: i18n.t("Status"),
                order: "status",
                cell: (row) => (
                  <Badge tone={row.status === "enrolled" ? "good" : "plain"}>
                    {enrollmentStatus(row.status)}
                  </Badge>
                ),
              },
              {
                key: "since",
                csv: ["enrolled_at"],
                label: i18n.t("Since"),
                order: "enrolled_at",
                cell: (row) => day(row.enrolled_at.slice(0, 10)),
              },
            ]}
            {...(writes
              ? {
                  rowActions: (row: Row<"/api/enrollments/">) =>
                    row.status === "enrolled" && (
                      <Button
                        small
                        variant="quiet"
                        onPress={() => drop(row)}
                        aria-label={i18n.t("Drop {name}", { name: row.student_detail.name })}
                      >
                        {i18n.t("Drop")}
                      </Button>
                    ),
                }
              : {})}
          />
          <Dialog
            title={i18n.t("Enroll students")}
            isOpen={enrolling}
            onClose={() => setEnrolling(false)}
            size="drawer"
          >
            <Enroll section={id} onDone={() => setEnrolling(false)} />
          </Dialog>
        </>
      )}
    </SectionFrame>
  );
}

function Enroll({ section, onDone }: { section: number; onDone: () => void }) {
  const [chosen, setChosen] = useState<Row<"/api/students/">[]>([]);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const queries = useQueryClient();

  async function enroll() {
    setBusy(true);
    setFault("");
    try {
      const outcome = await ok(
        api.POST("/api/enrollments/bulk/", { body: { section, students: chosen.map((row) => row.id) } }),
      );
      tell(
        i18n.t("{count, plural, one {# student is} other {# students are}} enrolled.", {
          count: outcome.created,
        }),
      );
      await queries.invalidateQueries({ queryKey: ["/api/enrollments/"] });
      onDone();
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="stack">
      <EntityField
        key={chosen.length}
        label={i18n.t("Student")}
        path="/api/students/"
        query={{ status: "active" }}
        value=""
        labelOf={(row) => ({ id: String(row.id), text: row.name, note: `${row.reg_no} · ${row.program}` })}
        onChange={(_, row) => {
          if (row && !chosen.some((other) => other.id === row.id)) setChosen([...chosen, row]);
        }}
      />
      <ul className="stack tight">
        {chosen.map((row) => (
          <li key={row.id} className="row between">
            <span>
              {row.reg_no} {row.name}
            </span>
            <Button
              small
              variant="quiet"
              aria-label={i18n.t("Leave out {name}", { name: row.name })}
              onPress={() => setChosen(chosen.filter((other) => other.id !== row.id))}
            >
              <span aria-hidden="true">✕</span>
            </Button>
          </li>
        ))}
      </ul>
      {fault && <Notice tone="bad">{fault}</Notice>}
      <div className="row end">
        <Button onPress={onDone}>{i18n.t("Cancel")}</Button>
        <Button variant="primary" isPending={busy} isDisabled={chosen.length === 0} onPress={enroll}>
          {i18n.t("{count, plural, one {Enroll # student} other {Enroll # students}}", {
            count: chosen.length,
          })}
        </Button>
      </div>
    </div>
  );
}
