import { setTimeout as delay } from "node:timers/promises";
import {
  type APIInteraction,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from "discord.js";
import { sha256 } from "../shared/sha256.ts";
import {
  BYTES_PER_TEXT_DISPLAY,
  MAX_COMPONENTS,
  MAX_STORED_BYTES,
  MAX_TEXT,
  type Message,
  notice,
  walk,
} from "./message.ts";

/** Discord's limit of a nonce, in characters. */
const MAX_NONCE = 25;

const MAX_TRIES = 4;
const FIRST_PAUSE_MS = 250;
/** An acknowledgement that hangs is tried again within Discord's 3 seconds. */
const ACKNOWLEDGE_TRY_MS = 1400;

/** Stands for a moment where a public reply was announced. */
const PLACEHOLDER = notice("…");

/** An interaction, as far as answering it needs it. */
export type Answerable = Pick<APIInteraction, "id" | "token" | "application_id">;

/**
 * Whether everybody in the channel sees the reply or its reader alone, or whether it takes the place of the message whose button
 * was pressed. Fixed by the first acknowledgement.
 */
export type Place = "public" | "private" | "in place";

/** The way back to whoever ran a command or pressed a button. */
export type InteractionReply = {
  /** Acknowledges within Discord's 3 seconds; the reply follows by `send`, within 15 minutes. */
  defer(place: Place): Promise<void>;
  /** The reply that was deferred. */
  send(message: Message): Promise<void>;
  /** A message for the reader alone, whatever was acknowledged before; a public deferral is taken back. */
  sendPrivately(message: Message): Promise<void>;
  /** A form to fill in, instead of a message; its answer comes as an interaction of its own. */
  openForm(form: APIModalInteractionResponseCallbackData): Promise<void>;
  /** What an option can be completed to; instead of all of the above. */
  complete(choices: { name: string; value: string }[]): Promise<void>;
};

/**
 * The door through which everything leaves that is said to an interaction. It works by the interaction's own token over
 * plain REST, so it depends on nothing that the client may or may not have cached.
 */
export function replyTo(rest: REST, interaction: Answerable): InteractionReply {
  const { id, token, application_id: applicationId } = interaction;
  const original = Routes.webhookMessage(applicationId, token, "@original");
  let state: "new" | `deferred ${Place}` | "answered" = "new";

  async function acknowledge(type: InteractionResponseType, data?: object) {
    const body = data ? { type, data } : { type };
    const post = () =>
      within(ACKNOWLEDGE_TRY_MS, (signal) =>
        rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal }),
      );
    await persist(post).catch((error: unknown) => {
      // An earlier try has arrived, only Discord's word for it was lost.
      if (codeOf(error) !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw error;
    });
  }

  async function edit(message: Message) {
    const body = bodyOf(message);
    await persist(() => rest.patch(original, { body, auth: false }));
    state = "answered";
  }

  const followUp = (message: Message) =>
    rest.post(Routes.webhook(applicationId, token), {
      body: bodyOf(message, MessageFlags.Ephemeral),
      auth: false,
    });

  return {
    async defer(place) {
      if (place === "in place") await acknowledge(InteractionResponseType.DeferredMessageUpdate);
      else {
        const flags = place === "private" ? MessageFlags.Ephemeral : 0;
        await acknowledge(InteractionResponseType.DeferredChannelMessageWithSource, { flags });
      }
      state = `deferred ${place}`;
    },
    send: edit,
    async sendPrivately(message) {
      if (state === "new") {
        const body = bodyOf(message, MessageFlags.Ephemeral);
        await acknowledge(InteractionResponseType.ChannelMessageWithSource, body);
        state = "answered";
      } else if (state === "deferred private") {
        await edit(message);
      } else if (state === "deferred public") {
        // The first message after a public deferral takes its place and is public too, whatever its flags say, and not
        // every server takes a follow-up to a deferral that is deleted: so fill it, speak, and delete it then.
        await edit(PLACEHOLDER);
        try {
          await followUp(message);
        } finally {
          await persist(() => rest.delete(original, { auth: false }));
        }
      } else {
        await followUp(message);
      }
    },
    async openForm(form) {
      await acknowledge(InteractionResponseType.Modal, form);
      state = "answered";
    },
    async complete(choices) {
      await acknowledge(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices });
    },
  };
}

/**
 * Answers a message in its channel or thread, as a reply that notifies nobody. The nonce is made from the message's id:
 * if Discord's word gets lost, trying again gives back the answer that is there instead of making a second one.
 */
export async function replyInChannel(
  rest: REST,
  question: Pick<APIMessage, "id" | "channel_id">,
  message: Message,
): Promise<void> {
  const body: RESTPostAPIChannelMessageJSONBody = {
    ...bodyOf(message),
    nonce: question.id.length <= MAX_NONCE ? question.id : sha256(question.id).slice(0, MAX_NONCE),
    enforce_nonce: true,
    message_reference: { message_id: question.id, fail_if_not_exists: false },
  };
  const post = (what: object) =>
    persist(() => rest.post(Routes.channelMessages(question.channel_id), { body: what }));
  await post(body).catch((error: unknown) => {
    if (codeOf(error) !== NO_REPLY_WITHOUT_HISTORY) throw error;
    // The answer can be given all the same, only not tied to the question.
    const { message_reference: _reference, ...free } = body;
    return post(free);
  });
}

/** "Cannot reply without permission to read message history"; a channel may take that permission away. */
const NO_REPLY_WITHOUT_HISTORY = 160002;

/** Adds what every body that carries text must carry. */
function bodyOf(message: Message, flags = 0) {
  assertWithinLimits(message);
  return {
    components: message.components,
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds | flags,
    allowed_mentions: { parse: [], replied_user: false },
  };
}

/** @throws Error if a renderer built what Discord would refuse: a bug. Nothing is cut here, since that could cut a quote. */
export function assertWithinLimits({ components }: Message): void {
  const all = [...walk(components)];
  const texts = all.flatMap(({ content }) => (typeof content === "string" ? [content] : []));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + BYTES_PER_TEXT_DISPLAY, 0);
  if (all.length > MAX_COMPONENTS) throw new Error(`a message of ${all.length} components`);
  if (characters > MAX_TEXT) throw new Error(`a message with ${characters} characters of text`);
  if (bytes > MAX_STORED_BYTES) throw new Error(`a message with ${bytes} bytes of text`);
  if (texts.some((text) => text.trim() === "")) throw new Error("a message with an empty text display");
}

/** Tries again when the connection or the service failed. Only for requests that Discord carries out at most once. */
async function persist<T>(request: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await request();
    } catch (error) {
      if (tries === MAX_TRIES || error instanceof DiscordAPIError) throw error;
      await delay(FIRST_PAUSE_MS * 2 ** (tries - 1));
    }
  }
}

/** Gives up a request after a time in milliseconds. */
async function within<T>(ms: number, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  // After a stall of our own the answer may be here already, and is then read before the next "immediate".
  const timer = setTimeout(() => setImmediate(() => abort.abort()), ms);
  try {
    return await request(abort.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Discord's own code of an error, 10062 for example; undefined if the error is not Discord's. */
export const codeOf = (error: unknown): number | string | undefined =>
  error instanceof DiscordAPIError ? error.code : undefined;
