import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin, Rolldown } from "vite";

/** What works without a connection; the texts of both languages come with it. */
const OFFLINE = ["features/attendance/RegisterPage.tsx", "app/KeptApp.tsx", "locales/en.po", "locales/ur.po"];

/** Writes the worker with the files that it keeps: those that the pages usable offline are made of, fonts apart. */
export function worker(): Plugin {
  return {
    name: "sims-worker",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk") as Rolldown.OutputChunk[];
      const kept = new Set<string>(["icon.svg"]);
      const entry = chunks.find((chunk) => chunk.isEntry);
      if (!entry) throw new Error("the build has no entry");
      const add = (name: string) => {
        const chunk = bundle[name];
        if (!chunk || kept.has(name)) return;
        kept.add(name);
        if (chunk.type !== "chunk") return;
        chunk.viteMetadata?.importedCss.forEach(add);
        chunk.imports.forEach(add);
      };
      add(entry.fileName);
      for (const page of OFFLINE) {
        const chunk = chunks.find((one) => one.facadeModuleId?.endsWith(page));
        if (!chunk) throw new Error(`no chunk of its own: ${page}`);
        add(chunk.fileName);
      }
      const files = [...kept].sort().map((name) => `/${name}`);
      const text = readFileSync("scripts/service-worker.js", "utf8");
      const version = createHash("sha256").update(text).update(files.join()).digest("hex").slice(0, 12);
      this.emitFile({
        type: "asset",
        fileName: "service-worker.js",
        source: text
          .replace("sims-VERSION", `sims-${version}`)
          .replace('"ENTRY"', JSON.stringify(`/${entry.fileName}`))
          .replace('["FILES"]', JSON.stringify(files)),
      });
    },
  };
}
