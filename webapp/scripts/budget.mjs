// Fails when the sign-in page or any route's chunk has grown beyond its budget, gzipped.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const SIGN_IN = 180_000;
const CHUNK = 120_000;

const size = (file) => gzipSync(readFileSync(`dist/assets/${file}`)).length;
const scripts = readdirSync("dist/assets").filter((file) => /\.(js|css)$/.test(file));
const html = readFileSync("dist/index.html", "utf8");

/** The file and what it imports at once, not what it loads later. */
function reached(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(`dist/assets/${file}`, "utf8");
  for (const match of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) reached(match[1], seen);
  return seen;
}

const first = new Set([...html.matchAll(/\/assets\/([^"]+\.(?:js|css))/g)].map((match) => match[1]));
const signIn = new Set(first);
for (const file of [...first, ...scripts.filter((name) => /^SignInPage.*\.js$/.test(name))]) {
  if (file.endsWith(".js")) for (const other of reached(file)) signIn.add(other);
}
const signInSize = [...signIn].reduce((sum, file) => sum + size(file), 0);
const chunks = scripts.filter((file) => !first.has(file)).map((file) => [file, size(file)]);
const large = chunks.filter(([, bytes]) => bytes > CHUNK);
console.log(
  `sign-in ${(signInSize / 1000).toFixed(1)} kB gz; largest chunk ${chunks
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([file, bytes]) => `${file} ${(bytes / 1000).toFixed(1)} kB`)
    .join(", ")}`,
);
if (signInSize > SIGN_IN || large.length > 0) {
  console.error("Over the budget: load it later or leave it out.");
  process.exit(1);
}
