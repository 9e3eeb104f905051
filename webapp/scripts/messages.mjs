// Fails when a text of the code is not in the catalogues, or when its translation is missing or names other values.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kept = mkdtempSync(join(tmpdir(), "sims-locales-"));
cpSync("src/locales", kept, { recursive: true });
try {
  execFileSync("node_modules/.bin/lingui", ["extract", "--clean"], { stdio: "pipe" });
  const ids = (text) => [...text.matchAll(/^msgid "(.+)"$/gm)].map((match) => match[1]).sort();
  const now = ids(readFileSync("src/locales/en.po", "utf8"));
  const before = ids(readFileSync(join(kept, "en.po"), "utf8"));
  const missing = now.filter((id) => !before.includes(id));
  const unused = before.filter((id) => !now.includes(id));
  const translations = readFileSync(join(kept, "ur.po"), "utf8")
    .split("\n\n")
    .map((entry) => [/^msgid "(.+)"$/m.exec(entry)?.[1], /^msgstr "(.*)"$/m.exec(entry)?.[1] ?? ""])
    .filter(([id]) => id !== undefined);
  /** The values that a text shows, and which of its branches; the same in every language. */
  const values = (text) =>
    [...text.matchAll(/\{\s*(\w+)\s*[,}]|\b(one|other)\s*\{/g)]
      .map((match) => match[1] ?? match[2])
      .sort()
      .join(" ");
  const faults = [
    ...missing.map((id) => `not extracted: ${id}`),
    ...unused.map((id) => `no longer used: ${id}`),
    ...translations.filter(([, text]) => text === "").map(([id]) => `not translated: ${id}`),
    ...translations
      .filter(([id, text]) => text !== "" && values(text) !== values(id))
      .map(([id]) => `other values than the original's: ${id}`),
  ];
  if (faults.length > 0) {
    console.error(
      `${faults.join("\n")}\nRun: ./npm.sh extract, and translate what is new in src/locales/ur.po`,
    );
    process.exitCode = 1;
  }
} finally {
  cpSync(kept, "src/locales", { recursive: true });
  rmSync(kept, { recursive: true });
}
