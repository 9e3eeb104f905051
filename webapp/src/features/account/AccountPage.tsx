import { i18n } from "@lingui/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "../../api/client";
import { messageOf } from "../../api/problem";
import { useAccess, useSession } from "../../app/session";
import { instant } from "../../lib/format";
import { Button } from "../../ui/Button";
import { Badge, ErrorState, Skeleton } from "../../ui/Notice";
import { Card, Facts, Page } from "../../ui/Page";
import { RecordForm } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";
import { roleName } from "../../ui/words";

export default function AccountPage() {
  const { user } = useSession();
  return (
    <Page title={i18n.t("My account")}>
      <Card title={i18n.t("Who you are")}>
        <Facts
          facts={[
            [i18n.t("Name"), user.full_name],
            [i18n.t("Username"), user.username],
            [i18n.t("Email"), user.email],
            [i18n.t("Role"), roleName(user.role)],
          ]}
        />
      </Card>
      <div className="grid-2">
        <Password />
        <SignIns />
      </div>
    </Page>
  );
}

function Password() {
  const { leave } = useAccess();
  return (
    <Card title={i18n.t("Password")}>
      <RecordForm
        submit={i18n.t("Change password")}
        initial={{ old_password: "", new_password: "" }}
        fields={[
          { name: "old_password", label: i18n.t("Present password"), kind: "password", required: true },
          {
            name: "new_password",
            label: i18n.t("New password"),
            kind: "password",
            required: true,
            help: i18n.t(
              "At least 15 characters; a short sentence is good. Every session ends with the change.",
            ),
          },
        ]}
        onSubmit={async (values) => {
          await ok(
            api.POST("/api/auth/password/change/", {
              body: { old_password: values.old_password ?? "", new_password: values.new_password ?? "" },
            }),
          );
          tell(i18n.t("Your password is changed. Sign in with the new one."));
          await leave();
        }}
      />
    </Card>
  );
}

function SignIns() {
  const queries = useQueryClient();
  const signIns = useQuery({
    queryKey: ["sign-ins"],
    queryFn: () => ok(api.GET("/api/auth/sign-ins/")),
  });
  const end = useMutation({
    mutationFn: (id: string) => ok(api.DELETE("/api/auth/sign-ins/{id}/", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sign-ins"] }),
    onError: (error) => tell(messageOf(error), { tone: "bad" }),
  });
  return (
    <Card title={i18n.t("Where you are signed in")} flush>
      {signIns.isPending ? (
        <Skeleton />
      ) : signIns.isLoadingError ? (
        <ErrorState error={signIns.error} retry={() => signIns.refetch()} />
      ) : (
        <div className="scroll">
          <table className="plain">
            <thead>
              <tr>
                <th>{i18n.t("Since")}</th>
                <th>{i18n.t("Device")}</th>
                <th>{i18n.t("End")}</th>
              </tr>
            </thead>
            <tbody>
              {signIns.data.map((signIn) => (
                <tr key={signIn.id}>
                  <td className="nowrap">{instant(signIn.created_at)}</td>
                  <td>
                    {signIn.address}
                    <div className="small soft">{signIn.user_agent}</div>
                  </td>
                  <td>
                    {signIn.current ? (
                      <Badge tone="good">{i18n.t("This one")}</Badge>
                    ) : (
                      <Button small onPress={() => end.mutate(signIn.id)}>
                        {i18n.t("End session")}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
