import { defineConfig } from "vitest/config";
import { forkCompiled } from "./test/support/compile-sources.ts";

const report = process.env.TEST_REPORT;

export default defineConfig({
  plugins: [forkCompiled],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/compile-sources.ts",
    // Many tests wait for processes, so that every processor is of use.
    maxWorkers: "100%",
    // Loading discord.js anew for every file would take a third of the time. No test changes what another one sees.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // What is waited for comes at once, except on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
