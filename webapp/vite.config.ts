import { lingui } from "@lingui/vite-plugin";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { worker } from "./scripts/worker.ts";

const server = process.env.SIMS_URL ?? "http://127.0.0.1:8000";
// The page /health-check is not the server's.
const proxied = ["/api", "^/health(/|$)", "/verify"];

export default defineConfig({
  plugins: [
    react(),
    lingui(),
    { ...optimizeLocales.vite({ locales: ["en-US"] }), enforce: "pre" as const },
    worker(),
  ],
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, changeOrigin: true }])),
  },
  test: { environment: "jsdom", setupFiles: ["src/test-setup.ts"], reporters: ["dot"] },
});
