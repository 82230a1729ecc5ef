import { checkOptions } from "../src/answer/check-options.ts";
import { loadConfig } from "../src/config.ts";
import { DatelineError } from "../src/shared/errors.ts";
import { answerJson } from "../src/terminal/answer-json.ts";
import { answerLines } from "../src/terminal/answer-lines.ts";
import {
  ANSWER_OPTIONS,
  answerOptions,
  FOLDER_HELP,
  FOLDER_OPTIONS,
  withFolders,
} from "../src/terminal/arguments.ts";
import { openOrBuild } from "../src/terminal/prepare.ts";
import { renderAnswer } from "../src/terminal/render-answer.ts";
import { EXIT, run } from "../src/terminal/run.ts";
import { styleFor, widthOf } from "../src/terminal/style.ts";

const HELP = `npm run --silent ask -- "question" [options]
npm run --silent ask -- --jsonl [options] < questions.jsonl

Answers with quotes from the articles. Exit code 0: answered, 2: not in the articles, 1: error.

  --from DATE      articles dated on or after DATE (2023-09-13)
  --to DATE        articles dated on or before DATE
  --source FILE    this article only
  --limit N        at most N quotes, 1 to 25 (default 3)
  --json           print the answer as one JSON object
  --jsonl          read objects with "id", "question" and optionally "history" from standard input,
                   one a line, and print one JSON object a line, in order
${FOLDER_HELP}
`;

await run(
  HELP,
  {
    options: { ...FOLDER_OPTIONS, ...ANSWER_OPTIONS, json: { type: "boolean" }, jsonl: { type: "boolean" } },
    allowPositionals: true,
  },
  async ({ values, positionals }, signal) => {
    const question = positionals.join(" ");
    if (values.jsonl ? question : !question) {
      const mistake = values.jsonl
        ? "With --jsonl the questions come from standard input."
        : "No question was given.";
      throw new DatelineError("question", `${mistake}\n\n${HELP}`);
    }
    const options = answerOptions(values);
    const collection = await openOrBuild(withFolders(loadConfig(), values), signal);
    try {
      if (values.jsonl) {
        // A wrong option is a mistake of the whole command, not of every line.
        checkOptions("any", options, (source) => collection.article(source) !== undefined);
        await answerLines(collection, process.stdin, (line) => process.stdout.write(`${line}\n`), options);
        return EXIT.answered;
      }
      const answer = await collection.answer(question, options);
      const { stdout } = process;
      stdout.write(
        values.json
          ? `${JSON.stringify(answerJson(answer))}\n`
          : renderAnswer(answer, styleFor(stdout), widthOf(stdout)),
      );
      return answer.answered ? EXIT.answered : EXIT.notInTheArticles;
    } finally {
      await collection.close();
    }
  },
);
