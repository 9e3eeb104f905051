import { i18n } from "@lingui/core";
import { api, ifMatch, ok } from "../../api/client";
import { useMay } from "../../app/session";
import { instant } from "../../lib/format";
import { CrudPage } from "../../ui/CrudPage";

export default function ProgramsPage() {
  const may = useMay();
  return (
    <CrudPage
      title={i18n.t("Programs")}
      path="/api/programs/"
      writable={may("ACADEMICS_WRITE")}
      add={i18n.t("Add program")}
      nameOf={(program) => program.name}
      columns={[
        { key: "name", label: i18n.t("Name"), order: "name", wraps: true, cell: (row) => row.name },
        {
          key: "updated",
          csv: ["updated_at"],
          label: i18n.t("Changed"),
          cell: (row) => instant(row.updated_at),
        },
      ]}
      fields={() => [{ name: "name", label: i18n.t("Name"), required: true, maxLength: 128 }]}
      valuesOf={(program) => ({ name: program?.name ?? "" })}
      create={(values) => ok(api.POST("/api/programs/", { body: { name: values.name ?? "" } }))}
      update={(program, values, etag) =>
        ok(
          api.PATCH("/api/programs/{id}/", {
            params: { path: { id: program.id } },
            body: { name: values.name ?? "" },
            ...ifMatch(etag),
          }),
        )
      }
      remove={(program, condition) =>
        ok(api.DELETE("/api/programs/{id}/", { params: { path: { id: program.id } }, ...condition }))
      }
    />
  );
}
