import { loadConfig } from "../src/config.ts";
import { FOLDER_HELP, FOLDER_OPTIONS, withFolders } from "../src/terminal/arguments.ts";
import { build } from "../src/terminal/prepare.ts";
import { EXIT, run } from "../src/terminal/run.ts";

const HELP = `npm run index -- [options]

Brings the index up to date with the articles. Articles that have not changed are not embedded again.

  --force          embed everything again, and look for the model again
  --strict         exit with code 1 when an article was refused
${FOLDER_HELP}
`;

await run(
  HELP,
  {
    options: { ...FOLDER_OPTIONS, force: { type: "boolean" }, strict: { type: "boolean" } },
  },
  async ({ values }, signal) => {
    const { refusals } = await build(withFolders(loadConfig(), values), signal, values.force);
    return values.strict && refusals.length > 0 ? EXIT.error : EXIT.answered;
  },
);
