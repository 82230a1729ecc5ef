import { setTimeout as delay } from "node:timers/promises";
import {
  type APIInteraction,
  type Client,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData,
  REST,
} from "discord.js";
import type { Collection } from "../answer/collection.ts";
import { type DatelineError, messageOf } from "../shared/errors.ts";
import { type Logger, withoutForeignWords } from "../shared/log.ts";
import { connect, type Patience, restOptions } from "./connect.ts";
import { handleInteraction } from "./handle-interaction.ts";
import { handleMessage, type MessagePlace } from "./handle-message.ts";
import { inviteUrl } from "./invite-url.ts";
import type { Self } from "./mentions.ts";
import { describeRegistration, registerCommands, removeTwins } from "./register-commands.ts";
import { createSeenIds } from "./seen-ids.ts";
import type { Activity, Services } from "./services.ts";
import { createShowTyping } from "./show-typing.ts";
import { type OnQuestion, questionLog } from "./trace-question.ts";
import type { GatewayState } from "./watch-connection.ts";

const REMEMBERED_EVENTS = 10_000;
const FINISH_TIMEOUT_MS = 10_000;
const QUEUE_SWEEP_MS = 10_000;

export type BotConfig = {
  token: string;
  /** Register the commands for this server only. */
  guildId?: string | undefined;
  /** Base of Discord's HTTP API without the version, for example `http://127.0.0.1:1234/api`. */
  restApi?: string | undefined;
  registerCommands: boolean;
  /** Whether the log holds the texts of questions; false if not given. */
  logQuestions?: boolean | undefined;
  patience?: Patience | undefined;
};

export type BotDeps = {
  /** The collection to answer from, asked anew for every question. */
  collection: () => Collection;
  services: Services;
  log: Logger;
  /** Prints a plain line for the operator. */
  announce(line: string): void;
  /** Told of every question once it has been dealt with. */
  onQuestion?: OnQuestion | undefined;
  /** Gives up connecting. */
  signal?: AbortSignal | undefined;
};

export type Bot = {
  /** Resolves when the commands have been compared with Discord's, or that has failed and was logged. */
  registered: Promise<void>;
  /** Resolves with the reason if the connection is closed for good, or lost for too long; the bot is then of no more use. */
  lost: Promise<DatelineError>;
  gateway(): GatewayState;
  /** Takes no more questions, gives up a running build, finishes the running answers (10 s at most) and disconnects. */
  stop(): Promise<void>;
};

/**
 * Runs the bot: resolves when it is connected, however long Discord cannot be reached.
 * @throws DatelineError "discord" if Discord refuses the token or the intents; the signal's reason if it is aborted.
 */
export async function startBot(
  config: BotConfig,
  { collection, services, log, announce, onQuestion, signal }: BotDeps,
): Promise<Bot> {
  const seenMessages = createSeenIds(REMEMBERED_EVENTS);
  const seenInteractions = createSeenIds(REMEMBERED_EVENTS);
  const showTyping = createShowTyping();
  const interactionRest = createInteractionRest(config);
  const running = new Set<Promise<void>>();
  let isStopping = false;
  const { logQuestions = false } = config;
  const eventLog = logQuestions ? log : withoutForeignWords(log);
  const logQuestion = questionLog(log, logQuestions);
  const report: OnQuestion = (...told) => {
    logQuestion(...told);
    onQuestion?.(...told);
  };

  /** Keeps whatever goes wrong in a handler away from discord.js, where it would end the process. */
  function run(handle: () => Promise<void>) {
    if (isStopping) return;
    const done = Promise.resolve()
      .then(handle)
      .catch((error: unknown) => eventLog.error({ err: error }, "an event could not be handled"))
      .finally(() => running.delete(done));
    running.add(done);
  }

  function listen(client: Client) {
    const deps = {
      collection,
      services: { ...services, activity: activityOf(client) },
      log: eventLog,
      onQuestion: report,
    };
    client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) =>
      run(async () => {
        if (!seenInteractions.add(interaction.id)) return;
        await handleInteraction(interaction, interactionRest, deps);
      }),
    );
    client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) =>
      run(() =>
        handleMessage(message, selfIn(client, message.guild_id), placeOf(client, message), client.rest, {
          ...deps,
          seen: seenMessages,
          showTyping,
        }),
      ),
    );
  }

  const activityOf = (client: Client): Activity => ({
    handlers: () => running.size,
    // -1 before the first heartbeat, and not a number without a shard.
    latencyMs: () => (client.ws.ping >= 0 ? Math.round(client.ws.ping) : null),
  });

  const { client, lost, gateway, close } = await connect({
    token: config.token,
    restApi: config.restApi,
    log,
    signal,
    patience: config.patience ?? {},
    listen,
  });
  announce(`Dateline is connected to Discord as ${client.user.username}.`);
  announce(`Add it to a server: ${inviteUrl(client.application.id)}`);

  const register = async () => {
    try {
      const { rest, application, guilds } = client;
      const registration = await registerCommands(rest, application.id, config.guildId);
      log.info(describeRegistration(registration));
      await removeTwins(rest, application.id, config.guildId, [...guilds.cache.keys()]);
    } catch (error) {
      log.error({ err: error }, `the commands could not be registered: ${messageOf(error)}`);
    }
  };

  return {
    registered: config.registerCommands ? register() : Promise.resolve(),
    lost,
    gateway,
    async stop() {
      isStopping = true;
      const finished = Promise.allSettled([services.builds.stop(), ...running]);
      await Promise.race([finished, delay(FINISH_TIMEOUT_MS, undefined, { ref: false })]);
      interactionRest.clearHashSweeper();
      interactionRest.clearHandlerSweeper();
      await close();
    },
  };
}

/**
 * Answers to interactions go by the interactions' own tokens and do not count towards the bot's 50 requests a second.
 * Every token has its own queue, so queues are swept often.
 */
const createInteractionRest = ({ restApi, patience }: BotConfig): REST =>
  new REST({
    ...restOptions(restApi, patience),
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    handlerSweepInterval: QUEUE_SWEEP_MS,
  });

function selfIn(client: Client, guildId: string | undefined): Self {
  if (!client.user) throw new Error("an event came before READY");
  const guild = guildId === undefined ? undefined : client.guilds.cache.get(guildId);
  return { userId: client.user.id, roleId: guild?.roles.botRoleFor(client.user)?.id };
}

function placeOf(
  client: Client,
  { guild_id, channel_id }: Pick<GatewayMessageCreateDispatchData, "guild_id" | "channel_id">,
): MessagePlace {
  const guild = guild_id === undefined ? undefined : client.guilds.cache.get(guild_id);
  const channel = client.channels.cache.get(channel_id);
  return {
    guildLocale: guild?.preferredLocale,
    parentId: channel?.isThread() ? (channel.parentId ?? undefined) : undefined,
  };
}
