import { isObject, type Json } from "./json.ts";
import { messagePayload } from "./message-payloads.ts";
import { carelessness, checkMessage, EPHEMERAL } from "./message-rules.ts";
import { addMessage, deleteMessage, editMessage, notifiedBy, publishMessage } from "./messages.ts";
import { channelPayload } from "./payloads.ts";
import { hasAll, READ_MESSAGE_HISTORY, sendingIn, VIEW_CHANNEL } from "./permissions.ts";
import {
  archivedThread,
  cannotWriteTo,
  excused,
  goneMessage,
  invalidForm,
  lockedThread,
  missingAccess,
  missingPermissions,
  noHistory,
  notTheAuthor,
  Refusal,
  unknownChannel,
  unknownMessage,
} from "./refusal.ts";
import { objectBody, type Route, type RouteRequest } from "./route.ts";
import { setThread } from "./threads.ts";
import type { FakeChannel, FakeMessage } from "./types.ts";
import { isInstalledIn, type World } from "./world.ts";

const CHANNEL = "/channels/{channel_id}";
const MESSAGES = `${CHANNEL}/messages`;
const MESSAGE = `${MESSAGES}/{message_id}`;
const DEFAULT_PAGE = 50;
const MAX_PAGE = 100;

/** Channels and what is written in them. */
export function channelRoutes(world: World): Route[] {
  const route = (method: string, template: string, run: Route["run"]): Route => ({
    method,
    template,
    needsBotToken: true,
    run,
  });
  /** Over REST the Message Content rule holds as well; the fake grants that intent to nobody. */
  const shown = (message: FakeMessage) => messagePayload(world, message, 0);

  function channelOf({ params }: RouteRequest): FakeChannel {
    const channel = world.channels.get(params.channel_id ?? "");
    if (!channel) throw unknownChannel(`there is no channel ${params.channel_id}`);
    if (!isInstalledIn(world, channel))
      throw missingAccess("the bot is not there; users bring the application");
    if (!hasAll(channel.botPermissions, VIEW_CHANNEL)) throw excused(missingAccess("the bot cannot see it"));
    return channel;
  }

  function needHistory({ botPermissions }: FakeChannel) {
    if (!hasAll(botPermissions, READ_MESSAGE_HISTORY)) {
      throw excused(missingPermissions("the bot may not read the history"));
    }
  }

  /** A channel in which the bot may write now; writing opens an archived thread again unless it is locked. */
  function writableChannel(request: RouteRequest): FakeChannel {
    const channel = channelOf(request);
    if (channel.recipient && world.closedToDms.has(channel.recipient.id)) {
      throw excused(cannotWriteTo(`${channel.recipient.username} takes no direct messages`));
    }
    if (!hasAll(channel.botPermissions, sendingIn(channel))) {
      throw excused(missingPermissions("the bot may not write there"));
    }
    if (channel.locked) {
      throw excused(
        channel.archived
          ? archivedThread("only who manages threads opens a locked one again")
          : lockedThread("only who manages threads writes in a locked one"),
      );
    }
    return channel;
  }

  function messageOf(request: RouteRequest): FakeMessage {
    const { id: channelId } = channelOf(request);
    const message = world.messages.get(request.params.message_id ?? "");
    if (!message || message.channelId !== channelId || message.ephemeral) {
      throw unknownMessage(`there is no message ${request.params.message_id} in this channel`);
    }
    if (message.deleted) throw goneMessage(message, "the message is deleted");
    return message;
  }

  function sentBefore(channel: FakeChannel, body: Json): FakeMessage | undefined {
    if (body.enforce_nonce !== true || (body.nonce ?? null) === null) return undefined;
    return world.sent.find(
      ({ channelId, nonce, createdAt }) =>
        channelId === channel.id &&
        String(nonce) === String(body.nonce) &&
        Date.now() - createdAt < world.nonceMemoryMs,
    );
  }

  /** The id of the message that is answered, or null; Discord forgives an unknown one only if it is told to. */
  function answeredBy(channel: FakeChannel, body: Json): string | null {
    const reference = body.message_reference;
    if (!isObject(reference)) return null;
    if (!hasAll(channel.botPermissions, READ_MESSAGE_HISTORY)) {
      throw excused(noHistory("a reply needs the permission to read the history"));
    }
    const message = world.messages.get(String(reference.message_id));
    if (message && !message.deleted && message.channelId === channel.id) return message.id;
    if (reference.fail_if_not_exists === false) return null;
    const why = { path: "message_reference", code: "REPLIES_UNKNOWN_MESSAGE", message: "Unknown message" };
    throw message?.removed ? excused(invalidForm([why])) : invalidForm([why]);
  }

  function create(request: RouteRequest) {
    const channel = writableChannel(request);
    const body = objectBody(request.body);
    for (const text of carelessness(body, null, false)) request.problem(text);
    const state = checkMessage(body, null);
    const again = sentBefore(channel, body);
    if (again) return { status: 200, body: shown(again) };
    const replyTo = answeredBy(channel, body);
    if (channel.archived) setThread(world, channel, { archived: false, locked: false });
    const message = addMessage(
      world,
      channel,
      world.botUser,
      { ...state, flags: state.flags & ~EPHEMERAL },
      {
        nonce: (body.nonce as string | number | undefined) ?? null,
        replyTo,
        ...notifiedBy(world, state, body, replyTo),
      },
    );
    world.sent.push(message);
    publishMessage(world, "MESSAGE_CREATE", message);
    world.changed();
    world.onSent(message);
    return { status: 200, body: shown(message) };
  }

  function page(request: RouteRequest) {
    const channel = channelOf(request);
    needHistory(channel);
    const limit = Number(request.query.get("limit") ?? DEFAULT_PAGE);
    if (!(limit >= 1 && limit <= MAX_PAGE)) {
      const message = `int value should be between 1 and ${MAX_PAGE}.`;
      throw invalidForm([{ path: "limit", code: "NUMBER_TYPE_RANGE", message }]);
    }
    const before = BigInt(request.query.get("before") ?? 0);
    const after = BigInt(request.query.get("after") ?? 0);
    const found = [...world.messages.values()].filter(
      (message) =>
        message.channelId === channel.id &&
        !message.deleted &&
        !message.ephemeral &&
        (before === 0n || BigInt(message.id) < before) &&
        BigInt(message.id) > after,
    );
    const nearest = after > 0n ? found.slice(0, limit) : found.slice(-limit);
    return { status: 200, body: nearest.reverse().map(shown) };
  }

  return [
    route("GET", CHANNEL, (request) => ({ status: 200, body: channelPayload(world, channelOf(request)) })),
    route("POST", MESSAGES, create),
    route("GET", MESSAGES, page),
    route("GET", MESSAGE, (request) => {
      needHistory(channelOf(request));
      return { status: 200, body: shown(messageOf(request)) };
    }),
    route("PATCH", MESSAGE, (request) => {
      const message = messageOf(request);
      if (channelOf(request).archived)
        throw excused(archivedThread("nothing is edited in an archived thread"));
      if (message.author.id !== world.botUser.id) throw notTheAuthor();
      const body = objectBody(request.body);
      for (const text of carelessness(body, message, false)) request.problem(text);
      editMessage(world, message, checkMessage(body, message));
      return { status: 200, body: shown(message) };
    }),
    route("DELETE", MESSAGE, (request) => {
      const message = messageOf(request);
      if (message.author.id !== world.botUser.id) {
        throw missingPermissions("the bot may delete its own messages only");
      }
      deleteMessage(world, message);
      return { status: 204 };
    }),
    route("POST", `${CHANNEL}/typing`, (request) => {
      writableChannel(request);
      return { status: 204 };
    }),
    route("POST", "/users/@me/channels", ({ body }) => {
      const { recipient_id: id } = objectBody(body);
      const user = world.users.get(String(id));
      if (!user || user.bot)
        throw new Refusal(400, 50033, "Invalid Recipient(s)", `no user ${id} to write to`);
      return { status: 200, body: channelPayload(world, world.dmChannel(user)) };
    }),
  ];
}
