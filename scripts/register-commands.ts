import { loadConfig } from "../src/config.ts";
import { registerFromConfig } from "../src/discord/register-commands.ts";
import { DatelineError } from "../src/shared/errors.ts";

try {
  console.log(await registerFromConfig(loadConfig()));
} catch (error) {
  if (!(error instanceof DatelineError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
