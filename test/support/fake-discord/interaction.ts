import type { Json } from "./json.ts";
import { EPHEMERAL, type MessageState } from "./message-rules.ts";
import { addMessage, publishMessage } from "./messages.ts";
import { hasAll, ORDINARY, USE_EXTERNAL_APPS } from "./permissions.ts";
import { type Acting, interactionScene } from "./scene.ts";
import type { AnsweredInteraction, FakeMessage } from "./types.ts";
import { isInstalledIn, type World } from "./world.ts";

export const COMMAND = 2;
export const COMPONENT = 3;
export const AUTOCOMPLETE = 4;
export const MODAL_SUBMIT = 5;

/** Callback types. */
export const REPLY = 4;
export const DEFERRED_REPLY = 5;
export const DEFERRED_UPDATE = 6;
export const UPDATE = 7;
export const AUTOCOMPLETE_RESULT = 8;
export const MODAL = 9;

/** An interaction from its event to its last follow-up. */
export type Interaction = Acting & {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  /** For sentences: `/ask`, `the button "more"`. */
  readonly label: string;
  /** What the messages that answer it tell of it. */
  readonly told: AnsweredInteraction;
  /** The message whose button or menu was used, or led to the modal that was submitted. */
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
  /** A test has ended its token before its time, or made Discord forget it. */
  ended: "expired" | "forgotten" | null;
};

type Opening = Acting &
  Pick<Interaction, "type" | "label" | "source"> & {
    data: Json;
    told?: Partial<AnsweredInteraction>;
    /** The event's `message`. */
    message?: Json | undefined;
  };

const newToken = (id: string): string =>
  Buffer.from(`interaction:${id}:${crypto.randomUUID()}`).toString("base64url");

/** The interaction that a token was made for; a token names it, so that none has to be searched for among thousands. */
export function interactionOf(world: World, token: string | undefined): Interaction | undefined {
  const [, id = ""] = Buffer.from(token ?? "", "base64url")
    .toString()
    .split(":");
  const interaction = world.interactions.get(id);
  return interaction?.token === token ? interaction : undefined;
}

/** Sends INTERACTION_CREATE and starts the clock. */
export function openInteraction(world: World, opening: Opening): Interaction {
  if (!world.hasSession()) throw new Error(`no bot is connected that could answer ${opening.label}`);
  const { type, label, channel, user, owners, who, source, data, message, told } = opening;
  const id = world.nextId();
  const interaction: Interaction = {
    id,
    token: newToken(id),
    type,
    label,
    told: { id, type, user, owners, ...told },
    channel,
    user,
    owners,
    who,
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
    ended: null,
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
      ...interactionScene(world, opening),
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

/**
 * Whether every answer is for the user alone: so it is where he has brought the application to a server that does not
 * let him use it in public.
 */
const mustBeEphemeral = (world: World, { channel, who }: Interaction): boolean =>
  channel.guildId !== null &&
  !isInstalledIn(world, channel) &&
  !hasAll(who.permissions ?? ORDINARY, USE_EXTERNAL_APPS);

/** The bot's answer to an interaction, as a new message. A follow-up answers the original, a press the pressed message. */
export function addAnswer(
  world: World,
  interaction: Interaction,
  state: Partial<MessageState>,
  details: Partial<FakeMessage> = {},
): FakeMessage {
  const { told, channel, original, source } = interaction;
  const forced = mustBeEphemeral(world, interaction) ? EPHEMERAL : 0;
  const flags = (state.flags ?? 0) | forced;
  const message = addMessage(
    world,
    channel,
    world.botUser,
    { ...state, flags },
    {
      webhookId: world.applicationId,
      interaction: { ...told, ...(original && { originalId: original.id }) },
      replyTo: original?.id ?? source?.id ?? null,
      ...details,
    },
  );
  world.sent.push(message);
  publishMessage(world, "MESSAGE_CREATE", message);
  return message;
}
