import type { FakeDiscordOptions } from "./api.ts";
import type { Interaction } from "./interaction.ts";
import type { Json } from "./json.ts";
import { ORDINARY } from "./permissions.ts";
import { createSnowflakes } from "./snowflakes.ts";
import type { FakeChannel, FakeMessage, FakeUser, RecordedRequest } from "./types.ts";

/** An event for the bot's sessions: `data` is made for each, since intents decide what a session may see. */
export type GatewayEvent = {
  type: string;
  /** The intent bit that a session needs to get it; 0: every session gets it. */
  intent: number;
  data: (intents: number) => Json;
};

/** All that the fake Discord knows. The routes and the gateway change it; nothing else holds state. */
export type World = {
  readonly token: string;
  readonly applicationId: string;
  readonly botUser: FakeUser;
  readonly botRoleId: string;
  readonly ownerId: string;
  readonly guildId: string;
  readonly textChannel: FakeChannel;
  readonly thread: FakeChannel;
  /** In a server that the bot has not joined. */
  readonly foreignChannel: FakeChannel;
  readonly groupChannel: FakeChannel;
  readonly guildLocale: string;
  readonly omitReferencedMessage: boolean;
  readonly acknowledgeWithinMs: number;
  readonly tokenLifeMs: number;
  readonly nonceMemoryMs: number;

  readonly users: Map<string, FakeUser>;
  readonly channels: Map<string, FakeChannel>;
  readonly messages: Map<string, FakeMessage>;
  /** Ids of users who take no direct messages. */
  readonly closedToDms: Set<string>;
  /** The messages that the bot has sent, oldest first. */
  readonly sent: FakeMessage[];
  readonly interactions: Map<string, Interaction>;
  /** By server id, "global" for the global ones; each by command id. */
  readonly commands: Map<string, Map<string, Json>>;
  readonly requests: RecordedRequest[];
  readonly problems: string[];
  /** When the last request or event was seen, by `performance.now()`. */
  lastActivity: number;

  nextId(): string;
  user(who: { userId?: string; username?: string; bot?: boolean }): FakeUser;
  dmChannel(user: FakeUser): FakeChannel;
  onSent(message: FakeMessage): void;
  /** Set by the gateway. */
  publish(event: GatewayEvent): void;
  hasSession(): boolean;
  /** Says that something changed, so that waits look again. */
  changed(): void;
  /** Waits until `look` gives something; fails after `timeoutMs` with what `waitedFor` says, or when `look` throws. */
  until<T>(look: () => T | undefined, timeoutMs: number, waitedFor: () => string): Promise<T>;
};

/** Whether the bot itself is in the place: elsewhere only users bring it along, and it sees nothing but interactions. */
export const isInstalledIn = (world: World, { guildId, kind }: FakeChannel): boolean =>
  guildId ? guildId === world.guildId : kind === "dm";

const DEFAULT_USER = "reader";
const SNOWFLAKE = /^\d{17,20}$/;

export function createWorld(options: FakeDiscordOptions): World {
  const nextId = createSnowflakes();
  const guildId = nextId();
  const newChannel = (
    kind: FakeChannel["kind"],
    of: string | null,
    recipient: FakeUser | null = null,
  ): FakeChannel => ({
    id: nextId(),
    kind,
    guildId: of,
    recipient,
    botPermissions: ORDINARY,
    archived: false,
    locked: false,
  });
  const textChannel = newChannel("text", guildId);
  const thread = newChannel("thread", guildId);
  const botUser: FakeUser = { id: nextId(), username: "dateline", bot: true };
  const owner: FakeUser = { id: nextId(), username: "owner", bot: false };
  const users = new Map([botUser, owner].map((user) => [user.id, user]));
  const foreignChannel = newChannel("text", nextId());
  const groupChannel = newChannel("group", null);
  const channels = new Map(
    [textChannel, thread, foreignChannel, groupChannel].map((channel) => [channel.id, channel]),
  );
  const waits = new Set<() => void>();
  const notConnected = () => {
    throw new Error("the gateway of the fake Discord is not set up");
  };

  return {
    token:
      options.token ?? `${Buffer.from(botUser.id).toString("base64url")}.GFakeX.not-a-token-of-any-real-bot`,
    applicationId: nextId(),
    botUser,
    botRoleId: nextId(),
    ownerId: owner.id,
    guildId,
    textChannel,
    thread,
    foreignChannel,
    groupChannel,
    guildLocale: options.guildLocale ?? "en-US",
    omitReferencedMessage: options.omitReferencedMessage ?? false,
    acknowledgeWithinMs: options.acknowledgeWithinMs ?? 3000,
    tokenLifeMs: options.tokenLifeMs ?? 15 * 60_000,
    nonceMemoryMs: options.nonceMemoryMs ?? 5 * 60_000,
    users,
    channels,
    messages: new Map(),
    closedToDms: new Set(),
    sent: [],
    interactions: new Map(),
    commands: new Map(),
    requests: [],
    problems: [],
    lastActivity: performance.now(),
    nextId,

    user({ userId, username, bot = false }) {
      if (userId !== undefined && !SNOWFLAKE.test(userId)) throw new Error(`not a user id: ${userId}`);
      const known = userId
        ? users.get(userId)
        : [...users.values()].find((user) => user.username === (username ?? DEFAULT_USER));
      if (known) return known;
      const name = username ?? (userId ? `user-${userId}` : DEFAULT_USER);
      const user: FakeUser = { id: userId ?? nextId(), username: name, bot };
      users.set(user.id, user);
      return user;
    },

    dmChannel(user) {
      const known = [...channels.values()].find(({ recipient }) => recipient?.id === user.id);
      if (known) return known;
      const channel = newChannel("dm", null, user);
      channels.set(channel.id, channel);
      return channel;
    },

    onSent: options.onSent ?? (() => {}),
    publish: notConnected,
    hasSession: notConnected,

    changed() {
      for (const look of [...waits]) look();
    },

    until(look, timeoutMs, waitedFor) {
      return new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(timer);
          waits.delete(attempt);
          settle();
        };
        const attempt = () => {
          try {
            const found = look();
            if (found !== undefined) end(() => resolve(found));
          } catch (error) {
            end(() => reject(error));
          }
        };
        const timer = setTimeout(() => end(() => reject(new Error(waitedFor()))), timeoutMs);
        waits.add(attempt);
        attempt();
      });
    },
  };
}
