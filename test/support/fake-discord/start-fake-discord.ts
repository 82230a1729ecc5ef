import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FakeDiscord, FakeDiscordOptions } from "./api.ts";
import { applicationRoutes } from "./application-routes.ts";
import { channelRoutes } from "./channel-routes.ts";
import { circumstances } from "./circumstances.ts";
import { checkCommands } from "./command-rules.ts";
import { commandsOf, keepCommand } from "./command-store.ts";
import { createGateway } from "./gateway.ts";
import { interactionRoutes } from "./interaction-routes.ts";
import { DEFAULT_OPENAPI_FILE, openApiCheck } from "./openapi-check.ts";
import { createRest } from "./rest.ts";
import { commandActions } from "./use-commands.ts";
import { componentActions } from "./use-components.ts";
import { createWorld } from "./world.ts";
import { writingActions } from "./write-messages.ts";

const HEARTBEAT_INTERVAL_MS = 41_250;
const QUIET_MS = 150;
const LOOK_EVERY_MS = 10;

/**
 * Starts a Discord of one server (one text channel with one thread) on a free port of loopback, with a second server and
 * a group outside of the bot's reach: the HTTP API v10 and the gateway as far as a bot like this one uses them. It refuses what Discord refuses, with Discord's status, code
 * and error body, and writes every refusal, and every careless body that Discord would let pass, into `problems`.
 *
 * Every request body is also checked against Discord's OpenAPI description where that file is present (see
 * `openApiFile`); where it is absent, that check is skipped silently.
 */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const world = createWorld(options);
  const commands = options.commands ?? [];
  checkCommands(commands);
  for (const command of commands) keepCommand(world, command, undefined, []);

  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = `ws://127.0.0.1:${port}`;
  const gateway = createGateway(world, gatewayUrl, options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS);
  const routes = [
    ...applicationRoutes(world, gatewayUrl),
    ...channelRoutes(world),
    ...interactionRoutes(world),
  ];
  const rest = createRest(world, routes, openApiCheck(options.openApiFile ?? DEFAULT_OPENAPI_FILE));
  server.on("request", rest.listener);
  server.on("upgrade", gateway.upgrade);

  return {
    api: `http://127.0.0.1:${port}/api`,
    token: world.token,
    applicationId: world.applicationId,
    botUser: world.botUser,
    guildId: world.guildId,
    channelId: world.textChannel.id,
    threadId: world.thread.id,
    foreignChannelId: world.foreignChannel.id,
    foreignGuildId: String(world.foreignChannel.guildId),
    groupChannelId: world.groupChannel.id,
    botRoleId: world.botRoleId,
    dmChannelId: (userId) => world.dmChannel(world.user({ userId })).id,
    requests: world.requests,
    problems: world.problems,
    get messages() {
      return world.sent.filter(({ loading }) => !loading);
    },
    commands: (guildId) => [...commandsOf(world, guildId).values()],
    ...commandActions(world),
    ...componentActions(world),
    ...writingActions(world),
    ...circumstances(world),
    failNext: rest.failNext,
    gateway: gateway.forTests,

    async idle(quietMs = QUIET_MS) {
      const start = performance.now();
      while (rest.isBusy() || performance.now() - Math.max(world.lastActivity, start) < quietMs) {
        await sleep(LOOK_EVERY_MS);
      }
    },

    async close() {
      for (const { overdue } of world.interactions.values()) clearTimeout(overdue);
      gateway.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
