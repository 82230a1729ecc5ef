import { expect, it } from "vitest";
import { runBot } from "./run-bot.ts";

it("shows that it is typing once where many ask at once, and in each channel", async () => {
  const { fake } = await runBot();
  const question = `<@${fake.botUser.id}> Which insignia was presented to Minister Lâm?`;
  for (let i = 0; i < 5; i++) await fake.say(question);
  await fake.say(question, { inThread: true });
  await expect.poll(() => fake.messages.length).toBe(6);
  const shown = fake.requests.filter(({ path }) => path.endsWith("/typing")).map(({ path }) => path);
  expect(shown).toEqual([`/channels/${fake.channelId}/typing`, `/channels/${fake.threadId}/typing`]);
});
