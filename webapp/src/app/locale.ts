import { i18n } from "@lingui/core";
import { useSyncExternalStore } from "react";
import { isolateValues } from "../lib/isolate";

/** A language of the pages. */
export type Locale = "en" | "ur";

const KEY = "sims.locale";

function read(): Locale {
  return localStorage.getItem(KEY) === "ur" ? "ur" : "en";
}

isolateValues(i18n, () => i18n.locale === "ur");

/** Loads the texts before anything is drawn, so that no text is made twice. */
export async function startLocale() {
  await activate(read());
}

async function activate(locale: Locale) {
  const { messages } = locale === "ur" ? await import("../locales/ur.po") : await import("../locales/en.po");
  i18n.loadAndActivate({ locale, messages });
  document.documentElement.lang = locale;
  document.documentElement.dir = locale === "ur" ? "rtl" : "ltr";
}

export async function setLocale(locale: Locale) {
  localStorage.setItem(KEY, locale);
  await activate(locale);
}

export function useLocaleName(): Locale {
  return useSyncExternalStore((listener) => i18n.on("change", listener), read);
}
