import { openCollection } from "../src/answer/open-collection.ts";
import { loadConfig } from "../src/config.ts";
import { evaluateSet } from "../src/evaluation/evaluate-set.ts";
import { askAll, readQuestions } from "../src/evaluation/question-set.ts";
import {
  renderComparison,
  renderFailures,
  renderFigures,
  renderReport,
} from "../src/evaluation/render-report.ts";
import { summarise, summariseBy } from "../src/evaluation/summarise.ts";
import { DatelineError } from "../src/shared/errors.ts";
import { FOLDER_HELP, FOLDER_OPTIONS, withFolders } from "../src/terminal/arguments.ts";
import { build, openOrBuild } from "../src/terminal/prepare.ts";
import { EXIT, run } from "../src/terminal/run.ts";

const HELP = `npm run evaluate -- [options]                      questions on your articles
npm run evaluate -- --set DIR [options]            a retrieval set in the BEIR layout

  --questions FILE  JSON Lines with "id", "question", "gold": [{"source","quote"}] (empty where the articles do
                    not answer), and optionally "lang", "type", "history" (default test/quality/questions.jsonl)
  --failures        list every question that came out wrong, with what came instead
  --compare A B     two settings side by side, for instance --compare EMBEDDER=built-in EMBEDDER=auto;
                    each builds its index if need be, several variables are joined by commas
  --set DIR         a folder with corpus.jsonl, queries.jsonl and qrels.tsv; an index of it is built and thrown away
  --queries FILE    other queries of the set, such as queries.vi.jsonl
  --corpus FILE     another corpus of the set
  --without FILE    leave out the documents whose ids the file lists, so that some queries have no answer
  --typo            put one random typing error into each query
  --json            print JSON
${FOLDER_HELP}
`;

const DEFAULT_QUESTIONS = "test/quality/questions.jsonl";

await run(
  HELP,
  {
    options: {
      ...FOLDER_OPTIONS,
      questions: { type: "string", default: DEFAULT_QUESTIONS },
      failures: { type: "boolean" },
      compare: { type: "boolean" },
      set: { type: "string" },
      queries: { type: "string" },
      corpus: { type: "string" },
      without: { type: "string" },
      typo: { type: "boolean" },
      json: { type: "boolean" },
    },
    allowPositionals: true,
  },
  async ({ values, positionals }, signal) => {
    const print = (text: string, value: unknown) =>
      process.stdout.write(`${values.json ? JSON.stringify(value, null, 2) : text}\n`);
    const config = withFolders(loadConfig(), values);

    if (values.set) {
      const figures = await evaluateSet(config, values.set, values);
      print(renderFigures({ "": figures }), figures);
      return EXIT.answered;
    }
    const questions = readQuestions(values.questions);
    if (values.compare) {
      const [a, b] = positionals;
      if (!a || !b)
        throw new DatelineError(
          "config",
          "--compare takes two settings, such as EMBEDDER=built-in EMBEDDER=auto",
        );
      const first = { name: a, outcomes: await askUnder(a) };
      const second = { name: b, outcomes: await askUnder(b) };
      print(renderComparison(first, second), {
        [a]: summarise(first.outcomes),
        [b]: summarise(second.outcomes),
      });
      return EXIT.answered;
    }
    const collection = await openOrBuild(config, signal);
    try {
      const outcomes = await askAll(collection, questions);
      const text = values.failures
        ? `${renderReport(outcomes)}\n\n${renderFailures(outcomes)}`
        : renderReport(outcomes);
      print(text, {
        all: summarise(outcomes),
        byType: summariseBy(outcomes, "type"),
        byLanguage: summariseBy(outcomes, "lang"),
      });
    } finally {
      await collection.close();
    }
    return EXIT.answered;

    /** Asks all questions of an index that is brought up to date under the given settings. */
    async function askUnder(settings: string) {
      const changes = Object.fromEntries(
        settings.split(",").map((one) => one.split("=", 2) as [string, string]),
      );
      const changed = withFolders(loadConfig({ ...process.env, ...changes }), values);
      await build(changed, signal);
      const opened = await openCollection(changed.indexDir, changed.embedding);
      try {
        return await askAll(opened, questions);
      } finally {
        await opened.close();
      }
    }
  },
);
