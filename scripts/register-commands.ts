import { loadConfig } from "../src/config.ts";
import { registerFromConfig } from "../src/discord/register-commands.ts";
import { EXIT, run } from "../src/terminal/run.ts";

const HELP = `npm run register

Registers the slash commands with Discord if they differ from what it has: for the server DISCORD_GUILD_ID, or for all.
Needs DISCORD_TOKEN.

  --help   this text
`;

await run(HELP, { options: { help: { type: "boolean", short: "h" } } }, async () => {
  process.stdout.write(`${await registerFromConfig(loadConfig())}\n`);
  return EXIT.answered;
});
