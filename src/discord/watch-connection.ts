import { type Client, Events, GatewayDispatchEvents } from "discord.js";
import { DatelineError, messageOf } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";

/** A connection that stays dead for so long is better made anew by a new process. */
const DEAD_AFTER_MS = 5 * 60_000;
const LOG_EVERY_MS = 60_000;

/** Says that Discord cannot be reached, at most once a minute. */
export type ReportDown = (reason: string) => void;

export function createReportDown(log: Logger): ReportDown {
  let loggedAt = Number.NEGATIVE_INFINITY;
  return (reason) => {
    const now = performance.now();
    if (now - loggedAt < LOG_EVERY_MS) return;
    loggedAt = now;
    log.warn(`Discord cannot be reached (${reason}); trying again until it can`);
  };
}

export type GatewayState = {
  isConnected: boolean;
  /** How often a connection that was lost has come back. */
  reconnects: number;
};

export type ConnectionWatch = {
  /** Resolves when a connection that was ready has not been ready again for `deadAfterMs`. */
  dead: Promise<DatelineError>;
  state(): GatewayState;
  end(): void;
};

/**
 * Logs when the connection is lost and when it is back. discord.js tries again twice a second meanwhile, for ever; what fails of that is
 * reported once a minute. A zombie connection is one that discord.js closes itself, when heartbeats are not acknowledged.
 */
export function watchConnection(
  client: Client,
  log: Logger,
  reportDown: ReportDown,
  deadAfterMs: number = DEAD_AFTER_MS,
): ConnectionWatch {
  let wasReady = false;
  let hasEnded = false;
  let reconnects = 0;
  let countdown: NodeJS.Timeout | undefined;
  let declareDead: (why: DatelineError) => void = () => {};
  const dead = new Promise<DatelineError>((resolve) => {
    declareDead = resolve;
  });

  function onReady() {
    wasReady = true;
    if (!countdown) return;
    clearTimeout(countdown);
    countdown = undefined;
    reconnects++;
    log.info("the connection to Discord is back");
  }

  function onLost() {
    if (!wasReady || countdown) return reportDown("the gateway does not answer");
    log.info("the connection to Discord was lost; connecting again");
    countdown = setTimeout(() => declareDead(deadConnection(deadAfterMs)), deadAfterMs).unref();
  }

  function end() {
    hasEnded = true;
    clearTimeout(countdown);
  }

  // Discord's own words, which come before discord.js has waited for every server.
  client.ws.on(GatewayDispatchEvents.Ready, onReady);
  client.ws.on(GatewayDispatchEvents.Resumed, onReady);
  client.on(Events.ShardReconnecting, onLost);
  client.on(Events.ShardError, (error) => reportDown(messageOf(error)));
  client.on(Events.ShardDisconnect, end);
  return {
    dead,
    state: () => ({ isConnected: wasReady && !countdown && !hasEnded, reconnects }),
    end,
  };
}

const deadConnection = (deadAfterMs: number): DatelineError =>
  new DatelineError(
    "discord",
    `The connection to Discord has been dead for ${Math.round(deadAfterMs / 1000)} seconds and does not come back by itself. Dateline ends, so that whatever runs it starts it again; it then waits for as long as Discord cannot be reached.`,
  );
