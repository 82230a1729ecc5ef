import { describe, expect, it } from "vitest";
import type { FakeDiscord } from "../support/fake-discord/index.ts";
import { runBot } from "./run-bot.ts";

const QUESTION = "Which insignia was presented to Minister Lâm?";
const RESUME_DEADLINE_MS = 15_000;

/** Asks by a mention and waits for the answer. */
async function asked(fake: FakeDiscord) {
  const said = await fake.say(`<@${fake.botUser.id}> ${QUESTION}`);
  await expect.poll(() => fake.messages.length).toBe(1);
  return said;
}

async function expectOneAnswer(fake: FakeDiscord) {
  await fake.idle();
  expect(fake.messages).toHaveLength(1);
  expect(fake.problems).toEqual([]);
}

describe("a question is answered once", () => {
  it("when its author changes it, before the answer or after it", async () => {
    const { fake } = await runBot();
    const said = await fake.say(`<@${fake.botUser.id}> ${QUESTION}`);
    fake.editSaid(said.id, `<@${fake.botUser.id}> ${QUESTION} Please!`);
    await expect.poll(() => fake.messages.length).toBe(1);
    fake.editSaid(said.id, `<@${fake.botUser.id}> And who presented it?`);
    await expectOneAnswer(fake);
  });

  it("but not when it became one by a change, of which nobody is notified", async () => {
    const { fake } = await runBot();
    const said = await fake.say(QUESTION);
    fake.editSaid(said.id, `<@${fake.botUser.id}> ${QUESTION}`);
    await fake.idle();
    expect(fake.messages).toEqual([]);
  });

  it("when Discord delivers it again", async () => {
    const { fake } = await runBot();
    await asked(fake);
    fake.gateway.repeatLast("MESSAGE_CREATE");
    await expectOneAnswer(fake);
  });

  it("when the connection breaks and the session is resumed", async () => {
    const { fake } = await runBot();
    await asked(fake);
    fake.gateway.drop();
    await expect.poll(() => fake.gateway.resumes.length, { timeout: RESUME_DEADLINE_MS }).toBe(1);
    fake.gateway.repeatLast("MESSAGE_CREATE");
    await expectOneAnswer(fake);
    fake.gateway.requestReconnect();
    await expect.poll(() => fake.gateway.resumes.length, { timeout: RESUME_DEADLINE_MS }).toBe(2);
    await expectOneAnswer(fake);
  });

  it("when its interaction is delivered again", async () => {
    const { fake, lines } = await runBot();
    const call = await fake.slash("ask", { question: QUESTION });
    await call.reply();
    fake.gateway.repeatLast("INTERACTION_CREATE");
    await fake.idle();
    expect(call.edits).toBe(1);
    expect(lines.filter(({ level }) => level > 30)).toEqual([]);
    await expectOneAnswer(fake);
  });
});
