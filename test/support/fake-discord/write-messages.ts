import type { FakeDiscord } from "./api.ts";
import { addMessage, deleteMessage, mentionsIn, publishMessage } from "./messages.ts";
import { setThread } from "./threads.ts";
import type { FakeMessage } from "./types.ts";
import { channelOf } from "./whereabouts.ts";
import type { World } from "./world.ts";

/** What users write, change and delete. */
export function writingActions(
  world: World,
): Pick<FakeDiscord, "say" | "editSaid" | "removeMessage" | "plant"> {
  function existing(messageId: string): FakeMessage {
    const message = world.messages.get(messageId);
    if (!message || message.deleted) throw new Error(`there is no message ${messageId}`);
    return message;
  }

  return {
    async say(content, options = {}) {
      const { dm, inThread, replyTo, ping = true, bot, webhookId, everyone, embeds, attachments } = options;
      const author = webhookId
        ? { id: webhookId, username: options.author?.username ?? "a webhook", bot: true }
        : world.user({
            ...options.author,
            ...(bot && { bot, username: options.author?.username ?? "a bot" }),
          });
      const channel = dm
        ? world.dmChannel(author)
        : channelOf(world, { channelId: inThread ? world.thread.id : options.channelId });
      const answered = replyTo === undefined ? undefined : world.messages.get(replyTo);
      if (replyTo !== undefined && !answered) throw new Error(`there is no message ${replyTo} to answer`);
      if (channel.locked) throw new Error("the thread is locked");
      if (channel.archived) setThread(world, channel, { archived: false, locked: false });
      const found = mentionsIn(content);
      const pinged = answered && ping ? [answered.author.id] : [];
      const message = addMessage(
        world,
        channel,
        author,
        { content, embeds, attachments },
        {
          replyTo: replyTo ?? null,
          webhookId: webhookId ?? null,
          mentions: [...new Set([...found.mentions, ...(options.mentions ?? []), ...pinged])],
          roleMentions: found.roleMentions,
          mentionsEveryone: everyone ?? false,
        },
      );
      publishMessage(world, "MESSAGE_CREATE", message);
      return message;
    },

    editSaid(messageId, content) {
      const message = existing(messageId);
      const { mentions, roleMentions } = mentionsIn(content);
      Object.assign(message, { content, mentions, roleMentions, editedAt: Date.now() });
      message.edits++;
      publishMessage(world, "MESSAGE_UPDATE", message);
    },

    removeMessage(messageId) {
      const message = existing(messageId);
      message.removed = true;
      deleteMessage(world, message);
    },

    plant({ content = "", components = [], flags = 0, replyTo }, channelId = world.textChannel.id) {
      const channel = channelOf(world, { channelId });
      return addMessage(
        world,
        channel,
        world.botUser,
        { content, components, flags },
        { replyTo: replyTo ?? null },
      );
    },
  };
}
