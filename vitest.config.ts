import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { forkCompiled } from "./test/support/compile-sources.ts";

const report = process.env.TEST_REPORT;

export default defineConfig({
  plugins: [forkCompiled],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/compile-sources.ts",
    // Many tests wait, for processes or for the fake Discord, so that one worker more than processors is of use.
    maxWorkers: availableParallelism() + 1,
    // Loading discord.js anew for every file would take a third of the time. No test changes what another one sees.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // What is waited for comes at once, except on a busy machine.
    expect: { poll: { timeout: 10_000, interval: 10 } },
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
