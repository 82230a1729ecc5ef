import { describe, it, type TestContext } from "vitest";
import { type FakeDiscord, type Fault, type FaultMatch, textOf } from "../support/fake-discord/index.ts";
import { type LogLine, runBotIn, WARN } from "./run-bot.ts";

const QUESTION = "Which insignia was presented to Minister Lâm?";
const CALLBACK: FaultMatch = { method: "POST", path: /\/callback$/ };
const EDIT: FaultMatch = { method: "PATCH", path: /@original$/ };
const MESSAGE: FaultMatch = { method: "POST", path: /\/messages$/ };
const HTML = "<html><body>502 Bad Gateway</body></html>";
/** As often as one request is made before it is given up. */
const EVERY_TRY = 16;

const RATE_LIMIT = { status: 429, body: { retry_after: 0.05 } };
const GLOBAL_RATE_LIMIT = { status: 429, body: { retry_after: 0.05, global: true } };

/** A reader of public places sees these. */
const publicMessages = (fake: FakeDiscord) =>
  fake.messages.filter(({ ephemeral, deleted }) => !ephemeral && !deleted);

const warnings = (lines: readonly LogLine[]) => lines.filter(({ level }) => level >= WARN);

const askByMention = (fake: FakeDiscord) => fake.say(`<@${fake.botUser.id}> ${QUESTION}`);

/** One line for the operator, without a stack, and nothing that a reader was told. */
async function expectOneLine(
  { expect }: TestContext,
  fake: FakeDiscord,
  lines: readonly LogLine[],
  code: number,
) {
  await expect.poll(() => warnings(lines).length).toBe(1);
  await fake.idle();
  expect(warnings(lines)).toEqual([expect.objectContaining({ level: WARN, code })]);
  expect(warnings(lines)[0]).not.toHaveProperty("err");
  expect(fake.problems).toEqual([]);
}

/** The bot is none the worse for it. */
async function expectToAnswer({ expect }: TestContext, fake: FakeDiscord) {
  const call = await fake.slash("ask", { question: QUESTION });
  expect(textOf(await call.reply())).toContain("insignia");
}

const FAULTS: [string, Fault][] = [
  ["a rate limit of the route", RATE_LIMIT],
  ["a rate limit of everything", GLOBAL_RATE_LIMIT],
  ["a 500", { status: 500, times: 5 }],
  ["a 502 with a page of a proxy", { status: 502, body: HTML, times: 5 }],
  ["a 500 although it was carried out", { status: 500, carriedOut: true }],
  ["a connection that breaks before", { dropRequest: true }],
  ["a connection that breaks after it was carried out", { dropResponse: true, times: 2 }],
  ["a request that hangs", { hang: true }],
];

describe.concurrent("a question gets its one public answer", () => {
  it.for(FAULTS)("by a command, in spite of %s at every request", async ([_name, fault], test) => {
    const { expect } = test;
    const { fake, lines } = await runBotIn(test, { patience: { requestMs: 300 } });
    fake.failNext(CALLBACK, fault);
    fake.failNext(EDIT, fault);
    const call = await fake.slash("ask", { question: QUESTION });
    expect(await call.ackMs()).toBeLessThan(3_000);
    expect(textOf(await call.reply())).toContain("insignia");
    await fake.idle();
    expect(publicMessages(fake)).toHaveLength(1);
    expect(fake.messages).toHaveLength(1);
    expect(warnings(lines)).toEqual([]);
    // A second acknowledgement after a first that arrived is refused, which does no harm.
    expect(fake.problems.filter((problem) => !problem.includes("acknowledged before"))).toEqual([]);
  });

  it.for(FAULTS)("by a mention, in spite of %s", async ([_name, fault], test) => {
    const { expect } = test;
    const { fake, lines } = await runBotIn(test, { patience: { requestMs: 300 } });
    fake.failNext(MESSAGE, fault);
    const said = await askByMention(fake);
    await expect.poll(() => fake.messages.length, { timeout: 5_000 }).toBe(1);
    await fake.idle();
    expect(publicMessages(fake)).toMatchObject([{ replyTo: said.id }]);
    expect(warnings(lines)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("or an apology for himself alone, when the answer cannot be sent for long", async (test) => {
    const { expect } = test;
    const { fake, lines } = await runBotIn(test);
    fake.failNext(EDIT, { status: 502, body: HTML, times: EVERY_TRY });
    const call = await fake.slash("ask", { question: QUESTION });
    const apology = await call.followUp();
    await expect.poll(() => publicMessages(fake)).toEqual([]);
    const [logged] = warnings(lines);
    expect(textOf(apology)).toContain(String(logged?.reference));
    expect(textOf(apology)).not.toMatch(/502|Gateway|at /);
    expect(warnings(lines)).toHaveLength(1);
    await expectToAnswer(test, fake);
    expect(fake.problems).toEqual([]);
  });

  it("and no empty public message, when the apology cannot be sent either", async (test) => {
    const { expect } = test;
    const { fake, lines } = await runBotIn(test);
    fake.failNext(EDIT, { status: 502, times: EVERY_TRY });
    fake.failNext({ method: "POST", path: /^\/webhooks\// }, { status: 502, times: 4 });
    await fake.slash("ask", { question: QUESTION });
    await expect.poll(() => warnings(lines).length, { timeout: 5_000 }).toBe(2);
    await fake.idle();
    expect(publicMessages(fake)).toEqual([]);
    await expectToAnswer(test, fake);
  });
});

describe.concurrent("a refusal that is nobody's fault takes one line of the log and no more", () => {
  it("when the token is gone before the acknowledgement", async (test) => {
    const { fake, lines } = await runBotIn(test);
    fake.failNext(CALLBACK, { delayMs: 100 });
    fake.expire(await fake.slash("ask", { question: QUESTION }));
    await expectOneLine(test, fake, lines, 10062);
    await expectToAnswer(test, fake);
  });

  it.for([
    ["has expired", 50027, "expire"],
    ["is forgotten", 10015, "forget"],
  ] as const)("when the token %s before the answer", async ([_name, code, end], test) => {
    const { fake, lines } = await runBotIn(test);
    fake.failNext(EDIT, { delayMs: 100 });
    const call = await fake.slash("ask", { question: QUESTION });
    await call.ackMs();
    fake[end](call);
    await expectOneLine(test, fake, lines, code);
    await expectToAnswer(test, fake);
  });

  it("when somebody deletes the message whose button was pressed", async (test) => {
    const { fake, lines } = await runBotIn(test);
    const call = await fake.slash("ask", { question: "Vietnam and China" });
    const answer = await call.reply();
    const next = JSON.stringify(answer.components).match(/"label":"More".*?"custom_id":"([^"]+)"/)?.[1];
    fake.failNext(EDIT, { delayMs: 100 });
    const press = await fake.press(call, String(next));
    await press.ackMs();
    fake.removeMessage(answer.id);
    await expectOneLine(test, fake, lines, 10008);
    await expectToAnswer(test, fake);
  });

  it("when the reader takes no direct messages", async (test) => {
    const { expect } = test;
    const { fake, lines } = await runBotIn(test);
    const userId = "123456789012345678";
    fake.closeDms(userId);
    await fake.say(QUESTION, { dm: true, author: { userId } });
    await expectOneLine(test, fake, lines, 50007);
    expect(fake.messages).toEqual([]);
    await expectToAnswer(test, fake);
  });

  it.for([
    ["archived and locked", { archived: true, locked: true }, 50083],
    ["locked", { locked: true }, 160005],
  ] as const)("when the thread is %s meanwhile", async ([_name, state, code], test) => {
    const { expect } = test;
    const { fake, lines } = await runBotIn(test);
    fake.failNext(MESSAGE, { delayMs: 100 });
    await fake.say(`<@${fake.botUser.id}> ${QUESTION}`, { inThread: true });
    await expect.poll(() => fake.requests.some(({ path }) => path.endsWith("/messages"))).toBe(true);
    fake.setThread(state);
    await expectOneLine(test, fake, lines, code);
    await expectToAnswer(test, fake);
  });

  it.for([
    ["write", 0x400n, 50013],
    ["see the channel", 0n, 50001],
  ] as const)("when the bot may not %s", async ([_name, permissions, code], test) => {
    const { fake, lines } = await runBotIn(test);
    fake.permitBot(permissions);
    await askByMention(fake);
    await expectOneLine(test, fake, lines, code);
    await expectToAnswer(test, fake);
  });

  it("when what a reader types is outdated before its choices come", async (test) => {
    const { fake, lines } = await runBotIn(test);
    fake.failNext(CALLBACK, { status: 404, body: { message: "Unknown interaction", code: 10062 } });
    fake.autocomplete("ask", { question: "x" }, "source").catch(() => {});
    await expectOneLine(test, fake, lines, 10062);
    await expectToAnswer(test, fake);
  });
});
