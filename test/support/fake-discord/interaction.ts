import type { Json } from "./json.ts";
import type { MessageState } from "./message-rules.ts";
import { addMessage, publishMessage } from "./messages.ts";
import { interactionScene } from "./payloads.ts";
import type { FakeChannel, FakeMessage, FakeUser, InteractionHandle } from "./types.ts";
import type { World } from "./world.ts";

export const COMMAND = 2;
export const COMPONENT = 3;
export const AUTOCOMPLETE = 4;

/** Callback types. */
export const REPLY = 4;
export const DEFERRED_REPLY = 5;
export const DEFERRED_UPDATE = 6;
export const UPDATE = 7;
export const AUTOCOMPLETE_RESULT = 8;
export const MODAL = 9;

/** An interaction from its event to its last follow-up. */
export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  /** For sentences: `/ask`, `the button "more"`. */
  readonly label: string;
  /** Of a slash command. */
  readonly commandName: string | undefined;
  readonly channel: FakeChannel;
  readonly user: FakeUser;
  /** The message whose button or menu was used. */
  readonly source: FakeMessage | null;
  /** By `performance.now()`. */
  readonly sentAt: number;
  ack: { type: number; ms: number; data: Json } | null;
  /** Why an acknowledgement was refused as late. */
  late: string | null;
  /** What `@original` means: the reply, or for an update the source. */
  original: FakeMessage | null;
  readonly followUps: FakeMessage[];
  edits: number;
  readonly overdue: NodeJS.Timeout;
};

type Opening = Pick<Interaction, "type" | "label" | "channel" | "user" | "source"> & {
  data: Json;
  locale?: string;
  commandName?: string;
  /** The event's `message`. */
  message?: Json;
};

/** Sends INTERACTION_CREATE and starts the clock. */
export function openInteraction(world: World, opening: Opening): Interaction {
  if (!world.hasSession()) throw new Error(`no bot is connected that could answer ${opening.label}`);
  const { type, label, channel, user, source, data, message, commandName, locale = "en-US" } = opening;
  const id = world.nextId();
  const interaction: Interaction = {
    id,
    token: Buffer.from(`interaction:${id}:${crypto.randomUUID()}`).toString("base64url"),
    type,
    label,
    commandName,
    channel,
    user,
    source,
    sentAt: performance.now(),
    ack: null,
    late: null,
    original: null,
    followUps: [],
    edits: 0,
    overdue: setTimeout(() => {
      world.problems.push(`${label} was not acknowledged within ${world.acknowledgeWithinMs} ms`);
    }, world.acknowledgeWithinMs).unref(),
  };
  world.interactions.set(id, interaction);
  world.publish({
    type: "INTERACTION_CREATE",
    intent: 0,
    data: () => ({
      id,
      token: interaction.token,
      type,
      data,
      ...interactionScene(world, channel, user, locale),
      ...(message && { message }),
    }),
  });
  return interaction;
}

export function acknowledge(world: World, interaction: Interaction, type: number, data: Json) {
  clearTimeout(interaction.overdue);
  interaction.ack = { type, ms: performance.now() - interaction.sentAt, data };
  world.changed();
}

/** The bot's answer to an interaction, as a new message. */
export function addAnswer(
  world: World,
  interaction: Interaction,
  state: Partial<MessageState>,
  details: Partial<FakeMessage> = {},
): FakeMessage {
  const { id, type, user, commandName: name, channel } = interaction;
  const message = addMessage(world, channel, world.botUser, state, {
    webhookId: world.applicationId,
    interaction: { id, type, user, ...(name !== undefined && { name }) },
    ...details,
  });
  world.sent.push(message);
  publishMessage(world, "MESSAGE_CREATE", message);
  return message;
}

const ACK_WAIT_MS = 5_000;
const REPLY_WAIT_MS = 10_000;

/** What tests see of an interaction. */
export function handleOf(world: World, interaction: Interaction): InteractionHandle {
  const { label, followUps } = interaction;

  const acknowledged = (timeoutMs = ACK_WAIT_MS) =>
    world.until(
      () => {
        if (interaction.late !== null && !interaction.ack) throw new Error(interaction.late);
        return interaction.ack ?? undefined;
      },
      timeoutMs,
      () => `${label} was not acknowledged within the ${timeoutMs} ms of this wait`,
    );

  function finished(): FakeMessage | undefined {
    const { ack, original, edits } = interaction;
    if (!ack || !original) return undefined;
    const waiting = ack.type === DEFERRED_UPDATE ? edits === 0 : original.loading;
    return waiting ? undefined : original;
  }

  return {
    id: interaction.id,
    ackMs: async (timeoutMs) => (await acknowledged(timeoutMs)).ms,
    ackType: async (timeoutMs) => (await acknowledged(timeoutMs)).type,
    async ephemeral(timeoutMs) {
      const { type } = await acknowledged(timeoutMs);
      if (!interaction.original)
        throw new Error(`${label} was answered by callback type ${type}, not a message`);
      return interaction.original.ephemeral;
    },
    async reply(timeoutMs = REPLY_WAIT_MS) {
      const { type } = await acknowledged(timeoutMs);
      if (!interaction.original)
        throw new Error(`${label} was answered by callback type ${type}, not a message`);
      return world.until(finished, timeoutMs, () => `${label} got no reply within ${timeoutMs} ms`);
    },
    followUp: (index = 0, timeoutMs = REPLY_WAIT_MS) =>
      world.until(
        () => followUps[index],
        timeoutMs,
        () => `${label} got ${followUps.length} follow-ups within ${timeoutMs} ms, not number ${index}`,
      ),
    async modal(timeoutMs) {
      const { type, data } = await acknowledged(timeoutMs);
      if (type !== MODAL) throw new Error(`${label} was answered by callback type ${type}, not by a modal`);
      return data;
    },
    followUps,
    get edits() {
      return interaction.edits;
    },
  };
}
