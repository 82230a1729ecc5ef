import { readSeeds, readSets } from "../src/benchmark/read-sources.ts";
import { renderTable } from "../src/benchmark/render-table.ts";
import { CONTENDERS } from "../src/benchmark/row.ts";
import { FULL, QUICK, runBenchmark } from "../src/benchmark/run-benchmark.ts";
import { readVersions } from "../src/benchmark/versions.ts";
import { loadConfig } from "../src/config.ts";
import { DatelineError } from "../src/shared/errors.ts";
import { EXIT, run } from "../src/terminal/run.ts";
import { writeBenchmarkModel } from "./make-benchmark-model.ts";

const HELP = `npm run bench -- [options]

How long Dateline takes, and how much memory, beside the bare arithmetic and what one would otherwise use. Each contender writes its
index in one process and is asked in three others, on the same passages and questions. Dateline is given 250,000 passages too. Takes
up to 10 minutes.

  --quick        100 and 1,000 passages only, written and asked in one process, within a minute
  --text FOLDER  make the passages of a retrieval set in the BEIR layout (corpus.jsonl), or of all sets in the folders of a
                 folder, instead of the seeds
  --sizes N,N    other numbers of passages
  --only A,B     some contenders only, of ${CONTENDERS.join(", ")}
  --json         print JSON
  --help         this text
`;

await run(
  HELP,
  {
    options: {
      quick: { type: "boolean" },
      text: { type: "string" },
      sizes: { type: "string" },
      only: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  },
  async ({ values }, signal) => {
    const started = performance.now();
    const usual = values.quick ? QUICK : FULL;
    const sizes = values.sizes ? list(values.sizes).map(wholeNumber) : usual.sizes;
    const scale = { ...usual, sizes, ceiling: values.sizes ? null : usual.ceiling };
    const { articlesDir, maxArticleBytes } = loadConfig({});
    const sources = await (values.text ? readSets(values.text) : readSeeds(articlesDir, maxArticleBytes));
    const contenders = values.only ? list(values.only).map(contender) : CONTENDERS;
    const versions = await readVersions();
    const rows = await runBenchmark(
      { scale, contenders, sources, writeModel: writeBenchmarkModel },
      (line) => process.stderr.write(`${line}\n`),
      signal,
    );
    const seconds = Math.round((performance.now() - started) / 1_000);
    process.stderr.write(`Done in ${seconds} s.\n`);
    process.stdout.write(
      `${values.json ? JSON.stringify({ versions, seconds, rows }, null, 2) : renderTable(rows, versions)}\n`,
    );
    return EXIT.answered;
  },
);

function list(text: string): string[] {
  return text.split(",").map((one) => one.trim());
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new DatelineError("config", `--sizes takes whole numbers such as 100,1000, not "${text}"`);
}

function contender(name: string) {
  const known = CONTENDERS.find((one) => one === name);
  if (known) return known;
  throw new DatelineError("config", `--only takes ${CONTENDERS.join(", ")}, not "${name}"`);
}
