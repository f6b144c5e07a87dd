// One program, hashed names, nothing inline: the policy of the server is `script-src 'self'; style-src 'self'`.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const server = process.env.GANTLINE_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [svelte()],
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": { target: server }, "/healthz": { target: server } } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
