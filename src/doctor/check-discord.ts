import { type APIApplication, ApplicationFlags, DiscordAPIError, REST, Routes } from "discord.js";
import type { Config } from "../config.ts";
import { refusalByError, restOptions } from "../discord/connect.ts";
import { inviteUrl } from "../discord/invite-url.ts";
import { messageOf } from "../shared/errors.ts";
import { printable } from "../terminal/render-answer.ts";
import { type Finding, right, warning, wrong } from "./finding.ts";

/** For each request; there are two. */
const TIMEOUT_MS = 2_500;

/** The switches on the Bot page, each with the flag for small bots and the one for those that Discord has verified. */
const PRIVILEGED_INTENTS = {
  Presence: ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited,
  "Server Members": ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  "Message Content": ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
};

/** Whether Discord takes the token, which privileged intents are on, and whether the bot is in its server. */
export async function checkDiscord(
  config: Pick<Config, "discordToken" | "discordRestApi" | "discordGuildId">,
): Promise<Finding[]> {
  const { discordToken, discordRestApi, discordGuildId } = config;
  if (!discordToken) {
    return [
      warning("token", "none is set: npm start answers in the terminal; for Discord, set DISCORD_TOKEN"),
    ];
  }
  const rest = new REST({
    ...restOptions(discordRestApi),
    timeout: TIMEOUT_MS,
    retries: 0,
    rejectOnRateLimit: () => true,
  }).setToken(discordToken);
  try {
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    return [
      right("token", `Discord takes it, for the application “${printable(application.name)}”`),
      ...checkIntents(application.flags ?? 0),
      ...(discordGuildId === undefined ? [] : await checkGuild(rest, application.id, discordGuildId)),
    ];
  } catch (error) {
    const refusal = refusalByError(error);
    if (refusal) return [wrong("token", refusal.message)];
    const why = error instanceof DiscordAPIError ? `it answers ${error.status}` : messageOf(error);
    const mend = discordRestApi ? "look at the network and DISCORD_REST_API" : "look at the network";
    return [warning("token", `not examined, since Discord cannot be reached (${why}); ${mend}`)];
  }
}

function checkIntents(flags: number): Finding[] {
  const on = Object.entries(PRIVILEGED_INTENTS).flatMap(([name, flag]) => (flags & flag ? [name] : []));
  return on.length === 0
    ? [right("intents", "no privileged one is on, and none is needed")]
    : [
        warning(
          "intents",
          `${on.join(", ")} is on and not needed; switch it off on the Bot page of the application`,
        ),
      ];
}

async function checkGuild(rest: REST, applicationId: string, guildId: string): Promise<Finding[]> {
  try {
    await rest.get(Routes.applicationGuildCommands(applicationId, guildId));
    return [right("server", `the bot may have commands in the server ${guildId}`)];
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) {
      return [warning("server", `DISCORD_GUILD_ID was not examined (${messageOf(error)})`)];
    }
    const mend = `add it to that server: ${inviteUrl(applicationId)}, or correct DISCORD_GUILD_ID`;
    return [wrong("server", `the bot may have no commands in the server ${guildId}; ${mend}`)];
  }
}
