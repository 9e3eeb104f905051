// Lighthouse's scores of the sign-in page and of each role's home, from a running demo:
// npm.sh lighthouse [http://127.0.0.1:8000]
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

// Fetched when it is wanted: with all it needs it is larger than the rest of the tools together.
const LIGHTHOUSE = "lighthouse@12.8.2";
const base = process.argv[2] ?? "http://127.0.0.1:8000";
const password = process.env.SIMS_DEMO_PASSWORD ?? "sims-demo-passphrase";
const port = 9333;

// Not waited for in the way of execFileSync: the browser's driver has to let Lighthouse's own tab go on.
const run = promisify(execFile);

async function scores(name) {
  const { stdout: report } = await run(
    "npx",
    [
      "--yes",
      LIGHTHOUSE,
      `${base}/`,
      `--port=${port}`,
      "--disable-storage-reset",
      "--preset=desktop",
      "--output=json",
      "--quiet",
    ],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const categories = Object.values(JSON.parse(report).categories);
  const line = categories.map((one) => `${one.title} ${Math.round(one.score * 100)}`).join(", ");
  console.log(`${name}: ${line}`);
}

for (const user of ["", "student", "faculty", "examcell", "registrar", "admin"]) {
  const profile = mkdtempSync(join(tmpdir(), "sims-lighthouse-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", `--remote-debugging-port=${port}`],
  });
  try {
    if (user) {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(base);
      await page.getByLabel("Username or email").fill(user);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.locator("nav#navigation").waitFor();
      // Two windows that renew one session at a time would look like a stolen token.
      await page.goto("about:blank");
    }
    await scores(user || "sign-in page");
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
