// Fails when the types are not those of openapi.json.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const made = execFileSync("node_modules/.bin/openapi-typescript", ["openapi.json"], {
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
  stdio: ["ignore", "pipe", "ignore"],
});
const kept = readFileSync("src/api/schema.d.ts", "utf8");
if (made.trim() !== kept.trim()) {
  console.error("src/api/schema.d.ts is stale. Run: ./npm.sh types");
  process.exit(1);
}
