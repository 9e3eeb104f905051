import { i18n } from "@lingui/core";
import { ButtonLink } from "../ui/Button";
import { EmptyState } from "../ui/Notice";
import { Page } from "../ui/Page";

export function Forbidden() {
  return (
    <Page title={i18n.t("Not for your role")}>
      <EmptyState title={i18n.t("Your role does not open this page.")}>
        <p className="soft">
          {i18n.t("If you need it for your work, ask an administrator for the right role.")}
        </p>
        <ButtonLink to="/">{i18n.t("Go home")}</ButtonLink>
      </EmptyState>
    </Page>
  );
}

export function NotFound() {
  return (
    <Page title={i18n.t("No such page")}>
      <EmptyState title={i18n.t("There is no page at this address.")}>
        <ButtonLink to="/">{i18n.t("Go home")}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
