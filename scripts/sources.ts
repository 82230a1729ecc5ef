import { loadConfig } from "../src/config.ts";
import { FOLDER_HELP, FOLDER_OPTIONS, withFolders } from "../src/terminal/arguments.ts";
import { openOrBuild } from "../src/terminal/prepare.ts";
import { renderSources } from "../src/terminal/render-sources.ts";
import { EXIT, run } from "../src/terminal/run.ts";
import { styleFor } from "../src/terminal/style.ts";

const HELP = `npm run --silent sources -- [options]

Lists the articles, newest first, with title, date, publisher and number of passages.

  --json           print an array of JSON objects
${FOLDER_HELP}
`;

await run(HELP, { options: { ...FOLDER_OPTIONS, json: { type: "boolean" } } }, async ({ values }, signal) => {
  const collection = await openOrBuild(withFolders(loadConfig(), values), signal);
  try {
    const { articles } = collection;
    process.stdout.write(
      values.json
        ? `${JSON.stringify(articles, null, 2)}\n`
        : renderSources(articles, styleFor(process.stdout)),
    );
  } finally {
    await collection.close();
  }
  return EXIT.answered;
});
