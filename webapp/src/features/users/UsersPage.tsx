import { i18n } from "@lingui/core";
import { api, ifMatch, ok, type Row, type Schema } from "../../api/client";
import { instant } from "../../lib/format";
import { CrudPage } from "../../ui/CrudPage";
import { entityField } from "../../ui/EntityField";
import { Badge } from "../../ui/Notice";
import type { Values } from "../../ui/RecordForm";
import { roleChoices, roleName } from "../../ui/words";

type Account = Row<"/api/users/">;

function bodyOf(values: Values): Schema<"AccountBody"> {
  const body = {
    username: values.username ?? "",
    email: values.email ?? "",
    first_name: values.first_name ?? "",
    last_name: values.last_name ?? "",
    role: (values.role || null) as "Admin" | null,
    is_active: values.is_active === "true",
    student: values.student ? Number(values.student) : null,
  };
  return values.password ? { ...body, password: values.password } : body;
}

export default function UsersPage() {
  const roles = roleChoices();
  return (
    <CrudPage
      title={i18n.t("Users")}
      path="/api/users/"
      writable
      add={i18n.t("Add user")}
      nameOf={(user: Account) => user.username}
      filters={[
        { name: "role", label: i18n.t("Role"), options: roles },
        {
          name: "is_active",
          label: i18n.t("State"),
          options: [
            { value: "true", label: i18n.t("Active") },
            { value: "false", label: i18n.t("Locked out") },
          ],
        },
      ]}
      columns={[
        { key: "username", label: i18n.t("Username"), order: "username", cell: (row) => row.username },
        {
          key: "name",
          csv: ["first_name", "last_name"],
          label: i18n.t("Name"),
          cell: (row) => `${row.first_name} ${row.last_name}`.trim() || "–",
        },
        { key: "email", label: i18n.t("Email"), cell: (row) => row.email || "–" },
        {
          key: "role",
          label: i18n.t("Role"),
          cell: (row) => roleName(row.role) || "–",
        },
        {
          key: "state",
          csv: ["is_active"],
          label: i18n.t("State"),
          cell: (row) => (
            <Badge tone={row.is_active ? "good" : "bad"}>
              {row.is_active ? i18n.t("Active") : i18n.t("Locked out")}
            </Badge>
          ),
        },
        {
          key: "last",
          csv: ["last_login"],
          label: i18n.t("Last sign-in"),
          cell: (row) => instant(row.last_login),
        },
      ]}
      fields={(user) => [
        { name: "username", label: i18n.t("Username"), required: true, maxLength: 150 },
        { name: "email", label: i18n.t("Email"), kind: "email" },
        { name: "first_name", label: i18n.t("First name"), maxLength: 150 },
        { name: "last_name", label: i18n.t("Last name"), maxLength: 150 },
        {
          name: "role",
          label: i18n.t("Role"),
          kind: "select",
          options: [{ value: "", label: i18n.t("None") }, ...roles],
          help: i18n.t("A change of the role ends every session of the user at once."),
        },
        entityField({
          name: "student",
          label: i18n.t("Own student record"),
          path: "/api/students/",
          labelOf: (row) => ({ id: String(row.id), text: row.name, note: row.reg_no }),
        }),
        { name: "is_active", label: i18n.t("May sign in"), kind: "checkbox" },
        {
          name: "password",
          label: user ? i18n.t("New password, or empty to keep it") : i18n.t("Password"),
          kind: "password",
          help: i18n.t("At least 15 characters; a short sentence is good."),
        },
      ]}
      valuesOf={(user) => ({
        username: user?.username ?? "",
        email: user?.email ?? "",
        first_name: user?.first_name ?? "",
        last_name: user?.last_name ?? "",
        role: user?.role ?? "",
        student: user?.student ? String(user.student) : "",
        is_active: String(user?.is_active ?? true),
        password: "",
      })}
      create={(values) => ok(api.POST("/api/users/", { body: bodyOf(values) }))}
      update={(user, values, etag) =>
        ok(
          api.PATCH("/api/users/{id}/", {
            params: { path: { id: user.id } },
            body: bodyOf(values),
            ...ifMatch(etag),
          }),
        )
      }
      remove={(user, condition) =>
        ok(api.DELETE("/api/users/{id}/", { params: { path: { id: user.id } }, ...condition }))
      }
    />
  );
}
