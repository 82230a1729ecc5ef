import { loadConfig } from "../src/config.ts";
import { registerFromConfig } from "../src/discord/register-commands.ts";
import { readArguments } from "../src/terminal/arguments.ts";
import { EXIT, run } from "../src/terminal/run.ts";

const HELP = `npm run register

Registers the slash commands with Discord if they differ from what it has: for the server DISCORD_GUILD_ID, or for all.
Needs DISCORD_TOKEN.
`;

await run(async () => {
  const { values } = readArguments({ options: { help: { type: "boolean", short: "h" } } });
  process.stdout.write(values.help ? HELP : `${await registerFromConfig(loadConfig())}\n`);
  return EXIT.answered;
});
