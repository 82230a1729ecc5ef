import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { QuestionReport } from "../../src/answer/question-report.ts";
import { type Health, openHealth } from "../../src/health/open-health.ts";
import type { Vitals } from "../../src/health/vitals.ts";
import { sampleCollection } from "../support/sample-collection.ts";

async function open(): Promise<Health> {
  const health = await openHealth(0, "1.2.3");
  onTestFinished(() => health.close());
  return health;
}

async function get({ port }: Health, path: string, init?: RequestInit) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return { status: response.status, text: await response.text() };
}

const readiness = async (health: Health) => {
  const { status, text } = await get(health, "/readyz");
  return { status, ...JSON.parse(text) };
};

const vitals = (more: Partial<Vitals> = {}): Vitals => ({
  gateway: () => ({ isConnected: true, reconnects: 0 }),
  index: () => sampleCollection().status,
  models: () => ({ isDown: false, failures: 0 }),
  questions: () => ({ running: 0, waiting: 0, fromMemory: 0 }),
  ...more,
});

const report = (more: Partial<QuestionReport> = {}): QuestionReport => ({
  id: "0a1b2c3d",
  from: "ask",
  kind: "answered",
  fromMemory: false,
  withoutModel: false,
  language: "en",
  ms: 30,
  stages: { words: 20, send: 10 },
  ...more,
});

describe("the health of a program that starts", () => {
  it("is alive at once, and ready when it is connected and its index is open", async () => {
    const health = await open();
    expect(await get(health, "/healthz")).toMatchObject({ status: 200, text: expect.stringContaining("ok") });
    expect(await readiness(health)).toEqual({
      status: 503,
      ready: false,
      gateway: "not connected",
      index: "not open",
      model: "unknown",
    });
    const { gateway, ...rest } = vitals();
    health.watch(rest);
    expect(await readiness(health)).toMatchObject({ status: 503, gateway: "not connected", index: "open" });
    health.watch({ gateway });
    expect(await readiness(health)).toMatchObject({ status: 200, ready: true, gateway: "connected" });
  });

  it("stays ready without its model, and says so", async () => {
    const health = await open();
    health.watch(vitals());
    expect(await readiness(health)).toMatchObject({ status: 200, model: "none" });
    const { status } = sampleCollection();
    const index = () => ({ ...status, embedder: { ...status.embedder, kind: "transformers" as const } });
    health.watch({ index });
    expect(await readiness(health)).toMatchObject({ status: 200, model: "answers" });
    health.watch({ models: () => ({ isDown: true, failures: 3 }) });
    expect(await readiness(health)).toMatchObject({ status: 200, ready: true, model: "down" });
  });
});

describe("the metrics", () => {
  it("count questions by kind and command, and their times by stage", async () => {
    const health = await open();
    for (const one of [report(), report(), report({ from: "mention", kind: "busy", stages: {} })])
      health.observe(one);
    const { text } = await get(health, "/metrics");
    expect(text).toContain('dateline_questions_total{kind="answered",command="ask"} 2\n');
    expect(text).toContain('dateline_questions_total{kind="busy",command="mention"} 1\n');
    expect(text).toContain("dateline_question_duration_seconds_count 3\n");
    expect(text).toContain("dateline_question_duration_seconds_sum 0.09\n");
    expect(text).toContain('dateline_question_stage_seconds_bucket{le="0.01",stage="words"} 0\n');
    expect(text).toContain('dateline_question_stage_seconds_bucket{le="0.025",stage="words"} 2\n');
  });

  it("tell queue, memory, index, models, connection, version and process, as they are when they are asked for", async () => {
    const health = await open();
    expect((await get(health, "/metrics")).text).toContain("dateline_index_age_seconds Nan\n");
    let reconnects = 1;
    const builtAt = new Date(Date.now() - 60_000).toISOString();
    health.watch(
      vitals({
        gateway: () => ({ isConnected: true, reconnects }),
        index: () => ({ ...sampleCollection().status, builtAt }),
        models: () => ({ isDown: true, failures: 2 }),
        questions: () => ({ running: 8, waiting: 3, fromMemory: 5 }),
      }),
    );
    await get(health, "/metrics");
    reconnects = 4;
    const { text } = await get(health, "/metrics");
    for (const line of [
      "questions_running 8",
      "questions_waiting 3",
      "answers_from_memory_total 5",
      "articles 5",
      "model_down 1",
      "model_failures_total 2",
      "gateway_connected 1",
      "gateway_reconnects_total 4",
      `build_info{version="1.2.3",node="${process.version}"} 1`,
    ]) {
      expect(text).toContain(`dateline_${line}\n`);
    }
    expect(text).toMatch(/^dateline_index_age_seconds 6\d\./m);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });
});

describe("the server", () => {
  it("knows nothing else", async () => {
    const health = await open();
    for (const path of ["/", "/metrics/", "/healthz/x", "/../etc/passwd"])
      expect((await get(health, path)).status).toBe(404);
    expect((await get(health, "/healthz", { method: "POST", body: "x" })).status).toBe(404);
    expect(await get(health, "/healthz?x=1", { method: "HEAD" })).toEqual({ status: 200, text: "" });
  });

  it("cannot be reached from another machine", async () => {
    const health = await open();
    const answered = await new Promise<boolean>((resolve) => {
      // Another address of this machine's loopback stands for the outside.
      request({ host: "127.0.0.2", port: health.port, path: "/healthz" }, () => resolve(true))
        .on("error", () => resolve(false))
        .end();
    });
    expect(answered).toBe(false);
  });

  it("names HEALTH_PORT when its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    await expect(openHealth(port, "1.2.3")).rejects.toMatchObject({
      code: "config",
      message: `HEALTH_PORT: port ${port} of 127.0.0.1 cannot be used (another program uses it); write another one, or leave HEALTH_PORT empty.`,
    });
  });

  it("tells what went wrong instead of a metric that cannot be read", async () => {
    const health = await open();
    health.watch({
      questions: () => {
        throw new Error("no queue");
      },
    });
    expect(await get(health, "/metrics")).toEqual({ status: 500, text: "no queue\n" });
    expect((await get(health, "/healthz")).status).toBe(200);
  });

  it("is gone when it is closed, whoever is still connected", async () => {
    const health = await openHealth(0, "1.2.3");
    await get(health, "/healthz");
    await health.close();
    await expect(get(health, "/healthz")).rejects.toThrow();
  });
});
