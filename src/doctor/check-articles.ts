import { setTimeout as delay } from "node:timers/promises";
import { type ArticlesFolder, readArticles } from "../articles/read-articles.ts";
import type { Config } from "../config.ts";
import type { StoredArticle } from "../index/article-files.ts";
import { compareArticles } from "../index/compare-articles.ts";
import type { CheckedIndex } from "../index/open-index.ts";
import { counted } from "../shared/counted.ts";
import { DatelineError } from "../shared/errors.ts";
import { type Finding, right, warning, wrong } from "./finding.ts";

/** Refused files that are named; npm run index names all. */
const NAMED_REFUSALS = 5;
/** What is known is only compared, at thousands in a second; tens of thousands of new ones take longer than this. */
const READ_FOR_MS = 5_000;

/** Which articles can be used, and whether the index holds them as they are now. */
export async function checkArticles(
  { articlesDir, maxArticleBytes }: Config,
  published: Promise<CheckedIndex>,
): Promise<Finding[]> {
  // Whatever is wrong with the index is told elsewhere.
  const index = await published.catch(() => undefined);
  const known = new Map(index?.articles.map((article) => [article.id, article]));
  try {
    let progress = "none yet";
    const reading = readArticles(articlesDir, {
      maxBytes: maxArticleBytes,
      known: (id) => known.get(id),
      onProgress: (done, all) => {
        progress = `${done} of ${all}`;
      },
    });
    const folder = await Promise.race([reading, delay(READ_FOR_MS, undefined, { ref: false })]);
    if (!folder) {
      const limit = `${READ_FOR_MS / 1_000} s`;
      return [warning("articles", `${articlesDir}: not all were examined, but ${progress} within ${limit}`)];
    }
    return [
      right("articles", `${articlesDir}: ${counted(folder.articles.length, "article")} can be used`),
      ...refused(folder),
      ...(index ? changed(folder, known) : []),
    ];
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    return error.message.split("\n").map((line) => wrong("articles", line.trim()));
  }
}

function refused({ refusals }: ArticlesFolder): Finding[] {
  const named = refusals.slice(0, NAMED_REFUSALS).map(({ message }) => warning("articles", message));
  const more = refusals.length - named.length;
  if (more > 0) named.push(warning("articles", `${more} more cannot be used; npm run index names them all`));
  return named;
}

function changed({ articles }: ArticlesFolder, known: ReadonlyMap<string, StoredArticle>): Finding[] {
  const found = new Map(articles.map(({ hash, article }) => [article.id, hash]));
  const { added, updated, removed } = compareArticles(known, found);
  const changes = added + updated + removed;
  return changes === 0
    ? [right("articles", "the index holds them as they are")]
    : [
        warning(
          "articles",
          `${counted(changes, "article")} came, changed or went since the index was built; to take that in: npm run index`,
        ),
      ];
}
