import { loadConfig } from "../src/config.ts";
import { readFeedback } from "../src/feedback/read-feedback.ts";
import { summariseFeedback } from "../src/feedback/summarise-feedback.ts";
import { renderFeedback } from "../src/terminal/render-feedback.ts";
import { EXIT, run } from "../src/terminal/run.ts";
import { styleFor } from "../src/terminal/style.ts";

const HELP = `npm run --silent feedback -- [options]

Reports what users thought of the answers: the answers that did not help, with the reasons that were given, and the
questions that the articles do not answer, those alike together. Of several votes by one user on one answer the last
one counts.

  --json           print the report as one JSON object
  --data DIR       the folder that holds the feedback (DATA_DIR)
  --help           this text
`;

await run(
  HELP,
  {
    options: {
      json: { type: "boolean" },
      data: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  },
  async ({ values }) => {
    const { entries, unreadable } = await readFeedback(values.data || loadConfig().dataDir);
    const summary = summariseFeedback(entries);
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ...summary, unreadable }, null, 2)}\n`
        : renderFeedback(summary, unreadable, styleFor(process.stdout)),
    );
    return EXIT.answered;
  },
);
