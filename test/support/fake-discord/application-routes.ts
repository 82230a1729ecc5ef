import { checkCommand, checkCommands } from "./command-rules.ts";
import { commandsOf, keepCommand, storedCommand, withoutLocalizations } from "./command-store.ts";
import type { Json } from "./json.ts";
import { applicationPayload, userPayload } from "./payloads.ts";
import { invalidForm, missingAccess, notYourApplication, unknownCommand } from "./refusal.ts";
import { objectBody, type Route, type RouteRequest } from "./route.ts";
import type { World } from "./world.ts";

/** Who the bot is, where its gateway is, and its application commands. */
export function applicationRoutes(world: World, gatewayUrl: string): Route[] {
  const get = (template: string, body: () => Json): Route => ({
    method: "GET",
    template,
    needsBotToken: true,
    run: () => ({ status: 200, body: body() }),
  });
  return [
    get("/users/@me", () => userPayload(world.botUser)),
    get("/applications/@me", () => applicationPayload(world)),
    get("/oauth2/applications/@me", () => applicationPayload(world)),
    get("/gateway", () => ({ url: gatewayUrl })),
    get("/gateway/bot", () => ({
      url: gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
    })),
    ...commandRoutes(world, "/applications/{application_id}/commands"),
    ...commandRoutes(world, "/applications/{application_id}/guilds/{guild_id}/commands"),
  ];
}

function commandRoutes(world: World, template: string): Route[] {
  const route = (method: string, path: string, run: Route["run"]): Route => ({
    method,
    template: path,
    needsBotToken: true,
    run,
  });
  const one = `${template}/{command_id}`;
  const listed = ({ query }: RouteRequest) =>
    query.get("with_localizations") === "true" ? (command: Json) => command : withoutLocalizations;

  function store({ params }: RouteRequest): Map<string, Json> {
    if (params.application_id !== world.applicationId) {
      throw notYourApplication(`${params.application_id} is not the id of the application`);
    }
    if (params.guild_id !== undefined && params.guild_id !== world.guildId) {
      throw missingAccess(`the bot is in no server ${params.guild_id}`);
    }
    return commandsOf(world, params.guild_id);
  }

  function existing(request: RouteRequest): Json {
    const { command_id: id = "" } = request.params;
    const command = store(request).get(id);
    if (!command) throw unknownCommand(`there is no command ${id}`);
    return command;
  }

  return [
    route("GET", template, (request) => ({
      status: 200,
      body: [...store(request).values()].map(listed(request)),
    })),
    route("PUT", template, (request) => {
      const { body, params } = request;
      if (!Array.isArray(body)) {
        throw invalidForm([{ path: "", code: "LIST_TYPE_CONVERT", message: "Only iterables may be used." }]);
      }
      checkCommands(body);
      const known = [...store(request).values()];
      store(request).clear();
      return {
        status: 200,
        body: body.map((command) => keepCommand(world, command, params.guild_id, known)),
      };
    }),
    route("POST", template, (request) => {
      const body = objectBody(request.body);
      checkCommand(body);
      const known = [...store(request).values()];
      const command = keepCommand(world, body, request.params.guild_id, known);
      return { status: known.some(({ id }) => id === command.id) ? 200 : 201, body: command };
    }),
    route("GET", one, (request) => ({ status: 200, body: existing(request) })),
    route("PATCH", one, (request) => {
      const before = existing(request);
      const after = { ...before, ...objectBody(request.body) };
      checkCommand(after);
      const command = storedCommand(after, {
        id: String(before.id),
        application_id: world.applicationId,
        version: world.nextId(),
        ...(request.params.guild_id && { guild_id: request.params.guild_id }),
      });
      store(request).set(String(command.id), command);
      return { status: 200, body: command };
    }),
    route("DELETE", one, (request) => {
      store(request).delete(String(existing(request).id));
      return { status: 204 };
    }),
  ];
}
