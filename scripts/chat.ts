import { loadConfig } from "../src/config.ts";
import { FOLDER_HELP, FOLDER_OPTIONS, withFolders } from "../src/terminal/arguments.ts";
import { chat } from "../src/terminal/chat.ts";
import { openOrBuild } from "../src/terminal/prepare.ts";
import { EXIT, run } from "../src/terminal/run.ts";

const HELP = `npm run chat -- [options]

Asks the articles in a conversation.

${FOLDER_HELP}
`;

await run(HELP, { options: FOLDER_OPTIONS }, async ({ values }, signal) => {
  const collection = await openOrBuild(withFolders(loadConfig(), values), signal);
  try {
    await chat(collection, signal);
  } finally {
    await collection.close();
  }
  return EXIT.answered;
});
