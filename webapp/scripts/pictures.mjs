// Takes the pictures of docs/images from a running demo: npm.sh pictures [http://127.0.0.1:8000]
import { writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const base = process.argv[2] ?? "http://127.0.0.1:8000";
const password = process.env.SIMS_DEMO_PASSWORD ?? "sims-demo-passphrase";
const MOST_BYTES = 120_000;

/** Who, the picture's name, and the page; `:id` is the first record of the list before it. */
const PICTURES = [
  ["admin", "admin-home", "/"],
  ["admin", "admin-audit", "/audit"],
  ["registrar", "registrar-home", "/"],
  ["registrar", "registrar-students", "/students"],
  ["examcell", "examcell-home", "/"],
  ["examcell", "examcell-progress", "/results/progress"],
  ["faculty", "faculty-home", "/"],
  ["faculty", "faculty-grades", "/sections/:id/grades"],
  ["student", "student-home", "/"],
  ["student", "student-record", "/my/record"],
];

async function token(user) {
  const answer = await fetch(`${base}/api/auth/login/`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ identifier: user, password }),
  });
  if (!answer.ok) throw new Error(`${user} cannot sign in: ${answer.status}`);
  return (await answer.json()).tokens.access;
}

async function address(user, path) {
  if (!path.includes(":id")) return path;
  const list = path.slice(0, path.indexOf("/:id"));
  const answer = await fetch(`${base}/api${list}/?page_size=1&ordering=-id`, {
    headers: { Authorization: `Bearer ${await token(user)}` },
  });
  return path.replace(":id", (await answer.json()).results[0].id);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
try {
  for (const user of new Set(PICTURES.map(([name]) => name))) {
    const context = await browser.newContext({
      viewport: { width: 1200, height: 750 },
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    await page.goto(base);
    await page.getByLabel("Username or email").fill(user);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator("nav#navigation").waitFor();
    for (const [, name, path] of PICTURES.filter(([who]) => who === user)) {
      await page.goto(base + (await address(user, path)));
      await page.locator("main h1").first().waitFor();
      await page.locator("main [role=status][aria-label]").first().waitFor({ state: "detached" });
      await page.waitForLoadState("networkidle");
      const picture = await asWebp(page, await page.screenshot({ type: "png" }));
      if (picture.length > MOST_BYTES) throw new Error(`${name} has ${picture.length} bytes`);
      writeFileSync(`../docs/images/${name}.webp`, picture);
      console.log(`${name}.webp ${picture.length}`);
    }
    await context.close();
  }
} finally {
  await browser.close();
}

/** The browser itself packs it, on a page without the application's policy. */
async function asWebp(page, png) {
  const blank = await page.context().newPage();
  const packed = await blank.evaluate(async (bytes) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${bytes}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  }, png.toString("base64"));
  await blank.close();
  return Buffer.from(packed);
}
