import { expect, it, onTestFinished } from "vitest";
import { createQuestionService } from "../../src/answer/serve-questions.ts";
import { startBot } from "../../src/discord/bot.ts";
import { openHealth } from "../../src/health/open-health.ts";
import { memoryLog, plainServices, startFake } from "../discord/run-bot.ts";
import { sampleCollection } from "../support/sample-collection.ts";

const INSIGNIA = "What insignia did Wang Xiaohong give?";
const PATIENCE = { timeout: 10_000 };

it("tells of a bot that answers, loses its connection, finds it again, and loses it for good", async () => {
  const fake = await startFake();
  const health = await openHealth(0, "1.2.3");
  onTestFinished(() => health.close());
  const get = async (path: string) => fetch(`http://127.0.0.1:${health.port}${path}`);
  const ready = async () => (await get("/readyz")).status;
  const metrics = async () => (await get("/metrics")).text();

  const service = createQuestionService({ maxRunning: 8, maxWaiting: 8 });
  const collection = service.serve(sampleCollection());
  health.watch({
    index: () => collection.status,
    models: () => ({ isDown: false, failures: 0 }),
    questions: service.load,
  });
  expect(await ready()).toBe(503);
  const bot = await startBot(
    { token: fake.token, restApi: fake.api, registerCommands: true },
    {
      collection: () => collection,
      services: plainServices(),
      log: memoryLog().log,
      announce: () => {},
      onQuestion: health.observe,
    },
  );
  onTestFinished(() => bot.stop());
  health.watch({ gateway: bot.gateway });
  await bot.registered;
  expect(await ready()).toBe(200);

  await (await fake.slash("ask", { question: INSIGNIA })).reply();
  await (await fake.slash("ask", { question: INSIGNIA })).reply();
  await (await fake.slash("timeline", { topic: "best pizza dough recipe" })).reply();
  await fake.say(`<@${fake.botUser.id}> ${INSIGNIA}`);
  await expect.poll(metrics, PATIENCE).toContain('{kind="answered",command="mention"} 1\n');
  const text = await metrics();
  expect(text).toContain('{kind="answered",command="ask"} 2\n');
  expect(text).toContain('{kind="abstained",command="timeline"} 1\n');
  expect(text).toContain("dateline_question_duration_seconds_count 4\n");
  expect(text).toContain('dateline_question_stage_seconds_count{stage="send"} 4\n');
  expect(text).toMatch(/^dateline_answers_from_memory_total [12]$/m);
  expect(text).toContain("dateline_gateway_reconnects_total 0\n");

  fake.gateway.closeAll(4000);
  await expect.poll(ready, { ...PATIENCE, interval: 5 }).toBe(503);
  await expect.poll(ready, PATIENCE).toBe(200);
  expect(await metrics()).toContain("dateline_gateway_reconnects_total 1\n");

  fake.gateway.closeAll(4004);
  await bot.lost;
  expect(await ready()).toBe(503);
  expect(await metrics()).toContain("dateline_gateway_connected 0\n");
});
