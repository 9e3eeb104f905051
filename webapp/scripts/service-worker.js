// Opens the application without a connection. It keeps the files of the build that it came with and the one page,
// and nothing else: what the API answers is never kept here. scripts/worker.ts fills in VERSION, ENTRY and FILES.
const CACHE = "sims-VERSION";
const ENTRY = "ENTRY";
const FILES = ["FILES"];

async function keep() {
  const cache = await caches.open(CACHE);
  const page = await fetch("/", { cache: "no-store", headers: { Accept: "text/html" } });
  // While servers are replaced one by one, the page may be of another build than this worker: then at the next visit.
  if (!page.ok || !(await page.clone().text()).includes(ENTRY)) throw new Error("another build");
  await cache.addAll(FILES);
  await cache.put("/", page);
  await self.skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

/** The page of the server whenever it has one, so that a new build reaches everybody; else the kept one. */
async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.status < 500) return answer;
    return (await caches.match("/")) ?? answer;
  } catch (error) {
    const kept = await caches.match("/");
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate") {
    if (!/^\/(api|verify|health|healthz|livez|readyz|metrics|error)(\/|$)/.test(pathname)) {
      event.respondWith(page(event.request));
    }
  } else if (FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(event.request)));
  }
});
