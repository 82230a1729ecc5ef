import { COLOUR } from "../../src/discord/message.ts";
import type { Asked } from "../../src/load-test/ask-at-rate.ts";
import { isAmong } from "../../src/load-test/ask-at-rate.ts";
import { messageOf } from "../../src/shared/errors.ts";
import {
  everyComponent,
  type FakeDiscord,
  type FakeMessage,
  startFakeDiscord,
  textOf,
} from "./fake-discord/index.ts";

const ANSWER_WITHIN_MS = 15_000;
const FIRST_USER_ID = 100_000_000_000_000_000n;

export type Readers = {
  questions: readonly string[];
  users: number;
  /** How many of all questions are mentions, from 0 to 1; the rest are commands. */
  mentionShare: number;
  /** Makes every question another one, so that none is answered from memory. */
  isVaried: boolean;
};

/** A fake Discord whose users ask by commands and mentions. */
export type LoadedDiscord = {
  fake: FakeDiscord;
  /** The question of a number, from 0, asked as it comes in turn. Never rejects. */
  ask(number: number): Promise<Asked>;
};

export async function loadFakeDiscord(readers: Readers): Promise<LoadedDiscord> {
  const { questions, users, mentionShare, isVaried } = readers;
  const awaited = new Map<string, (answer: FakeMessage) => void>();
  const fake = await startFakeDiscord({
    // The tests check every body; here that would take the time of the machine.
    openApiFile: "",
    onSent: (message) => awaited.get(message.replyTo ?? "")?.(message),
  });

  async function askByCommand(question: string, userId: string): Promise<Asked> {
    const started = performance.now();
    const call = await fake.slash("ask", { question }, { userId });
    const ackMs = await call.ackMs(ANSWER_WITHIN_MS);
    const answer = await call.reply(ANSWER_WITHIN_MS);
    return { ackMs, replyMs: performance.now() - started, failure: failureIn(answer) };
  }

  async function askByMention(question: string, userId: string): Promise<Asked> {
    const started = performance.now();
    const { id } = await fake.say(`<@${fake.botUser.id}> ${question}`, { author: { userId } });
    const answer = await new Promise<FakeMessage>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("a mention got no answer")), ANSWER_WITHIN_MS);
      awaited.set(id, (message) => {
        clearTimeout(timer);
        resolve(message);
      });
    }).finally(() => awaited.delete(id));
    return { ackMs: null, replyMs: performance.now() - started, failure: failureIn(answer) };
  }

  return {
    fake,
    async ask(number) {
      const question = `${questions[number % questions.length]}${isVaried ? ` (${number})` : ""}`;
      const userId = String(FIRST_USER_ID + BigInt(number % users));
      const askOne = isAmong(mentionShare, number) ? askByMention : askByCommand;
      try {
        return await askOne(question, userId);
      } catch (error) {
        return { ackMs: null, replyMs: Number.NaN, failure: messageOf(error) };
      }
    },
  };
}

/** An apology or a refusal is no answer; that the articles do not say it is one. */
function failureIn(answer: FakeMessage): string | null {
  const isError = everyComponent(answer.components).some(({ accent_color }) => accent_color === COLOUR.error);
  return isError ? textOf(answer) : null;
}
