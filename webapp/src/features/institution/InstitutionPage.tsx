import { i18n } from "@lingui/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, ok, versioned } from "../../api/client";
import { useAccess } from "../../app/session";
import { ErrorState, Skeleton } from "../../ui/Notice";
import { Card, Page } from "../../ui/Page";
import { RecordForm } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";

export default function InstitutionPage() {
  const queries = useQueryClient();
  const { reload } = useAccess();
  const institution = useQuery({
    queryKey: ["institution", "settings"],
    queryFn: () => versioned(api.GET("/api/institution/")),
  });
  if (institution.isPending) return <Skeleton />;
  if (institution.isError)
    return <ErrorState error={institution.error} retry={() => institution.refetch()} />;
  const { data, etag } = institution.data;
  return (
    <Page title={i18n.t("Institution")} lead={i18n.t("What stands on every document and page.")}>
      <Card narrow>
        <RecordForm
          key={etag}
          submit={i18n.t("Save")}
          initial={{
            name: data.name,
            address: data.address,
            office: data.office,
            signatory_name: data.signatory_name,
            signatory_title: data.signatory_title,
          }}
          fields={[
            { name: "name", label: i18n.t("Name"), required: true, maxLength: 128 },
            { name: "address", label: i18n.t("Address"), maxLength: 255 },
            { name: "office", label: i18n.t("Issuing office"), maxLength: 128 },
            { name: "signatory_name", label: i18n.t("Signatory"), maxLength: 128 },
            { name: "signatory_title", label: i18n.t("Signatory's title"), maxLength: 128 },
          ]}
          onSubmit={async (values) => {
            await ok(api.PATCH("/api/institution/", { body: values, ...ifMatch(etag) }));
            tell(i18n.t("Saved."));
            await queries.invalidateQueries({ queryKey: ["institution"] });
            await reload();
          }}
        />
      </Card>
    </Page>
  );
}
