import { i18n } from "@lingui/core";

i18n.loadAndActivate({ locale: "en", messages: {} });

// jsdom has no CSS object; the names in tests need no escape.
Object.assign(window, { CSS: window.CSS ?? { escape: (text: string) => text } });
