const ADDRESS = "/service-worker.js";

declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL: (url: string) => string },
      ): { createScriptURL: (url: string) => string };
    };
  }
}

let started = false;

/**
 * Starts what opens the pages without a connection. Only who marks attendance needs it, so nobody else is made to
 * fetch and keep the files.
 */
export function startWorker() {
  if (started || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  started = true;
  const policy = window.trustedTypes?.createPolicy("sims-worker", {
    createScriptURL: (url) => {
      if (url !== ADDRESS) throw new TypeError(`no worker is at ${url}`);
      return url;
    },
  });
  // Private windows and some settings refuse it: then there is no offline start, and all else works.
  navigator.serviceWorker.register(policy?.createScriptURL(ADDRESS) ?? ADDRESS).catch(() => undefined);
}
