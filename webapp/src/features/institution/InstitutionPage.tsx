import { i18n } from "@lingui/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok, type Schema, versioned } from "../../api/client";
import { useAccess } from "../../app/session";
import { ErrorState, Skeleton } from "../../ui/Notice";
import { Card, Page } from "../../ui/Page";
import { RecordForm, type Values } from "../../ui/RecordForm";
import { tell } from "../../ui/toast";

const read = () => versioned(api.GET("/api/institution/"));

function valuesOf(data: Schema<"Institution">): Values {
  return {
    name: data.name,
    address: data.address,
    office: data.office,
    signatory_name: data.signatory_name,
    signatory_title: data.signatory_title,
  };
}

export default function InstitutionPage() {
  const queries = useQueryClient();
  const { reload } = useAccess();
  const [saves, setSaves] = useState(0);
  const institution = useQuery({
    queryKey: ["institution", "settings"],
    queryFn: read,
  });
  if (institution.isPending) return <Skeleton />;
  if (institution.isLoadingError)
    return (
      <Page title={i18n.t("Institution")}>
        <ErrorState error={institution.error} retry={() => institution.refetch()} />
      </Page>
    );
  const { data, etag } = institution.data;
  return (
    <Page title={i18n.t("Institution")} lead={i18n.t("What stands on every document and page.")}>
      <Card narrow>
        <RecordForm
          key={saves}
          submit={i18n.t("Save")}
          initial={valuesOf(data)}
          etag={etag}
          latest={async () => {
            const latest = await read();
            return { values: valuesOf(latest.data), etag: latest.etag };
          }}
          fields={[
            { name: "name", label: i18n.t("Name"), required: true, maxLength: 128 },
            { name: "address", label: i18n.t("Address"), maxLength: 255 },
            { name: "office", label: i18n.t("Issuing office"), maxLength: 128 },
            { name: "signatory_name", label: i18n.t("Signatory"), maxLength: 128 },
            { name: "signatory_title", label: i18n.t("Signatory's title"), maxLength: 128 },
          ]}
          onSubmit={async (values, etag) => {
            await ok(api.PATCH("/api/institution/", { body: values, ...ifMatch(etag) }));
            tell(i18n.t("Saved."));
            await queries.invalidateQueries({ queryKey: ["institution"] });
            setSaves(saves + 1);
            await reload();
          }}
        />
      </Card>
    </Page>
  );
}
