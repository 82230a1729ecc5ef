import { REST } from "discord.js";
import { describe, expect, it } from "vitest";
import { readCustomId, writeCustomId } from "../../src/discord/custom-id.ts";
import { button, buttonRows, COLOUR, card, notice, text } from "../../src/discord/message.ts";
import { assertWithinLimits, replyInChannel } from "../../src/discord/reply.ts";
import { createSeenIds } from "../../src/discord/seen-ids.ts";
import { startFake } from "./run-bot.ts";

describe("assertWithinLimits", () => {
  it("lets a full message pass", () => {
    assertWithinLimits(notice("a".repeat(4000)));
    assertWithinLimits(
      card(
        COLOUR.answer,
        Array.from({ length: 39 }, (_, i) => text(`${i}`)),
      ),
    );
  });

  it.each([
    ["characters", notice("a".repeat(4001))],
    ["bytes", notice("字".repeat(3400))],
    [
      "components",
      card(COLOUR.answer, Array.from({ length: 20 }, (_, i) => buttonRows([button("x", `${i}`)])).flat()),
    ],
    ["empty", notice(" \n")],
  ])("stops a message with wrong %s, which would be a bug", (words, message) => {
    expect(() => assertWithinLimits(message)).toThrow(words);
  });
});

describe("replyInChannel", () => {
  it("makes a nonce of at most 25 characters from any id", async () => {
    const fake = await startFake();
    const rest = new REST({ api: fake.api }).setToken(fake.token);
    const id = "a-very-long-message-id-of-some-other-server";
    for (let i = 0; i < 2; i++)
      await replyInChannel(rest, { id, channel_id: fake.channelId }, notice("Hello."));
    expect(fake.messages).toHaveLength(1);
    expect(String(fake.messages[0]?.nonce)).toHaveLength(25);
  });
});

describe("custom ids", () => {
  it("are read back as they were written, and refused when too long or ambiguous", () => {
    expect(readCustomId(writeCustomId("act", ["a", "", "b"]))).toEqual({
      action: "act",
      args: ["a", "", "b"],
    });
    expect(() => writeCustomId("act", ["x".repeat(100)])).toThrow(RangeError);
    expect(() => writeCustomId("act", ["a:b"])).toThrow(RangeError);
    expect(readCustomId("")).toBeNull();
  });
});

describe("seen ids", () => {
  it("are remembered up to a number, the oldest forgotten first", () => {
    const seen = createSeenIds(2);
    expect(["a", "b", "a", "c", "a", "c"].map((id) => seen.add(id))).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });
});
