import { setTimeout as delay } from "node:timers/promises";
import {
  Client,
  type CloseEvent,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  type RESTOptions,
  SimpleShardingStrategy,
} from "discord.js";
import { DatelineError, messageOf } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";
import { unlessAborted } from "../shared/unless-aborted.ts";
import { createReportDown, type GatewayState, type ReportDown, watchConnection } from "./watch-connection.ts";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
const CLOSE_TIMEOUT_MS = 5000;
/** A request that is not answered for so long is given up and made again. */
const REQUEST_TIMEOUT_MS = 5000;
const UNAUTHORIZED = 401;

export type ConnectOptions = {
  token: string;
  /** Base of Discord's HTTP API without the version; Discord's own if not given. */
  restApi: string | undefined;
  log: Logger;
  signal: AbortSignal | undefined;
  patience: Patience;
  /** Adds the listeners to a client before it connects, so that no event is missed. */
  listen(client: Client): void;
};

/** How long to wait before giving up, in milliseconds. */
export type Patience = {
  /** For the answer to one request; 5 s if not given. */
  requestMs?: number | undefined;
  /** For a lost connection to come back; 5 min if not given. */
  connectionMs?: number | undefined;
};

export type Connection = {
  client: Client<true>;
  /**
   * Resolves with the reason if Discord closes the connection for good (the token was reset, for example), or if it is lost and does
   * not come back.
   */
  lost: Promise<DatelineError>;
  gateway(): GatewayState;
  close(): Promise<void>;
};

/**
 * Connects to Discord, and tries again for as long as Discord cannot be reached: after 1 s, then twice as long each
 * time up to a minute, with at most one log line per minute.
 * @throws DatelineError "discord" if Discord refuses the token or the intents; the signal's reason if it is aborted.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { log, signal } = options;
  const reportDown = createReportDown(log);
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    try {
      return await connectOnce(options, reportDown);
    } catch (error) {
      if (error instanceof DatelineError || signal?.aborted) throw error;
      reportDown(messageOf(error));
    }
    await delay(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

async function connectOnce(options: ConnectOptions, reportDown: ReportDown): Promise<Connection> {
  const { token, restApi, log, signal, patience, listen } = options;
  const { client, abandon } = createClient(restOptions(restApi, patience));
  let refusal: DatelineError | undefined;
  const refused = new Promise<DatelineError>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }: CloseEvent) => {
      refusal = refusalByCloseCode(code);
      resolve(refusal);
    });
  });
  client.on(Events.Error, (error) => log.error({ err: error }, "discord.js reports an error"));
  client.on(Events.Warn, (text) => log.warn(text));
  const reportUnlessRefused: ReportDown = (reason) => {
    // A refusal is told in words of our own.
    if (!refusal) reportDown(reason);
  };
  const watch = watchConnection(client, log, reportUnlessRefused, patience.connectionMs);
  listen(client);

  const close = async () => {
    abandon();
    watch.end();
    await Promise.race([client.destroy(), delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
  };
  try {
    await unlessAborted(client.login(token), signal);
  } catch (error) {
    await close();
    throw refusal ?? refusalByError(error) ?? error;
  }
  return {
    client: client as Client<true>,
    lost: Promise.race([refused, watch.dead]),
    gateway: watch.state,
    close,
  };
}

/**
 * A client that only listens and talks: events are read as Discord sends them, before discord.js looks them up in its
 * caches (and drops those of channels it has not seen, so that direct messages need no `Partials.Channel`) and before
 * it has waited for every server. So little is cached.
 *
 * Three habits of discord.js 14 are mended where it lets us in, two of them at the making of its sharding strategy:
 * - A shard that is destroyed while it waits for Discord connects again half a second later, and nothing can stop it
 *   then. Without an answer to "which session?" it waits for ever, connected to nothing.
 * - An event that discord.js itself fails to read, since a field is missing, would end the process.
 * - After one answer with status 401, whatever its cause, it forgets the token and can send nothing more. A token that was really
 *   reset ends the connection, and so the bot.
 */
function createClient(rest: Partial<RESTOptions>): { client: Client; abandon(): void } {
  let abandoned = false;
  const client: Client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      UserManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id }): boolean => id === client.user?.id },
    }),
    rest,
    ws: {
      buildStrategy(manager) {
        const { retrieveSessionInfo } = manager.options;
        manager.options.retrieveSessionInfo = (shardId) =>
          abandoned ? new Promise(() => {}) : retrieveSessionInfo(shardId);
        const emit = manager.emit.bind(manager);
        manager.emit = (...event: Parameters<typeof emit>) => {
          try {
            return emit(...event);
          } catch (error) {
            return client.emit(Events.Error, error as Error);
          }
        };
        return new SimpleShardingStrategy(manager);
      },
    },
  });
  const setToken = client.rest.setToken.bind(client.rest);
  client.rest.setToken = (token) => (token ? setToken(token) : client.rest);
  return {
    client,
    abandon: () => {
      abandoned = true;
    },
  };
}

/** @param restApi base of the HTTP API without the version; Discord's own if not given. */
export const restOptions = (
  restApi: string | undefined,
  { requestMs = REQUEST_TIMEOUT_MS }: Patience = {},
): Partial<RESTOptions> => ({
  timeout: requestMs,
  ...(restApi !== undefined && { api: restApi.replace(/\/+$/, "") }),
});

/** What to tell the operator if Discord does not accept the token; undefined for any other error. */
export function refusalByError(error: unknown): DatelineError | undefined {
  const isRefusedToken =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === UNAUTHORIZED);
  return isRefusedToken ? tokenRefused() : undefined;
}

function refusalByCloseCode(code: number): DatelineError {
  if (code === GatewayCloseCodes.AuthenticationFailed) return tokenRefused();
  if (code === GatewayCloseCodes.DisallowedIntents || code === GatewayCloseCodes.InvalidIntents) {
    return new DatelineError(
      "discord",
      "Discord refused the intents of the bot, though none of them is privileged. Check on the Bot page of the Developer Portal that the application is not restricted, then start again.",
    );
  }
  return new DatelineError(
    "discord",
    `Discord closed the connection for good (code ${code}). Update Dateline, then start it again.`,
  );
}

const tokenRefused = (): DatelineError =>
  new DatelineError(
    "discord",
    "Discord refused the token in DISCORD_TOKEN: it is mistyped or has been reset. Copy the token again from the Bot page of your application in the Developer Portal into .env, then start again.",
  );
