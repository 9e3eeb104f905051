import { i18n } from "@lingui/core";
import { leave } from "../lib/back";
import { setLocale, useLocaleName } from "./locale";
import styles from "./Shell.module.css";
import { setTheme, useTheme } from "./theme";

/** Language and appearance, kept on this device. */
export function Preferences() {
  const theme = useTheme();
  const locale = useLocaleName();
  return (
    <div className={styles.preferences}>
      <button
        type="button"
        className={styles.preference}
        lang={locale === "ur" ? "en" : "ur"}
        // All is drawn anew in the other language, the forms too.
        onClick={() => leave("", () => void setLocale(locale === "ur" ? "en" : "ur"))}
      >
        {locale === "ur" ? "English" : "اردو"}
      </button>
      <label className={styles.preference}>
        <span className="visually-hidden">{i18n.t("Appearance")}</span>
        <select value={theme} onChange={(event) => setTheme(event.target.value as typeof theme)}>
          <option value="system">{i18n.t("Auto")}</option>
          <option value="light">{i18n.t("Light")}</option>
          <option value="dark">{i18n.t("Dark")}</option>
        </select>
      </label>
    </div>
  );
}
