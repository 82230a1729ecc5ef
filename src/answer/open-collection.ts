import { openEmbedder } from "../embedding/choose-embedder.ts";
import { openEmbedderOrAwait } from "../embedding/embedder-to-come.ts";
import type { EmbeddingHooks, EmbeddingSettings } from "../embedding/embedding-settings.ts";
import { openReranker } from "../embedding/reranker.ts";
import { noteFor } from "../index/keeps-embedder.ts";
import { type OpenIndex, openIndex } from "../index/open-index.ts";
import { openSearch } from "../search/search.ts";
import { answerQuestion, infoOf } from "./answer-question.ts";
import type { Collection, ListedArticle } from "./collection.ts";
import { paragraphAround } from "./paragraph-around.ts";

export type OpenOptions = {
  hooks?: EmbeddingHooks;
  /** Under EMBEDDER=auto, answer by words alone while the model cannot be had, instead of failing: for what runs unattended. */
  mayAwaitModel?: boolean;
};

/**
 * Opens the published index together with the embedder that built it, and the reranker if the settings name one.
 * @throws DatelineError "index-missing", "index-damaged", "index-mismatch" or "model"
 */
export async function openCollection(
  indexDir: string,
  settings: EmbeddingSettings,
  { hooks, mayAwaitModel }: OpenOptions = {},
): Promise<Collection> {
  const index = await openIndex(indexDir);
  const open = mayAwaitModel ? openEmbedderOrAwait : openEmbedder;
  const embedder = await open(index.manifest.embedder, settings, hooks);
  const reranker = await openReranker(settings, hooks).catch(async (error) => {
    await embedder.close();
    throw error;
  });
  const search = openSearch(index, embedder, reranker);
  const listed = listArticles(index);
  return {
    status: {
      articles: index.articles.length,
      passages: index.passages.length,
      from: listed.at(-1)?.date ?? "",
      to: listed[0]?.date ?? "",
      embedder: embedder.info,
      embedderNote: noteFor(index.manifest, settings),
      reranker: reranker?.model ?? null,
      builtAt: index.manifest.builtAt,
    },
    articles: listed,
    answer: (question, options, lap) => answerQuestion({ index, search }, question, options, lap),
    article: (id) => index.articles[index.places.get(id.normalize("NFC")) ?? -1],
    paragraphAround,
    close: async () => {
      await Promise.all([embedder.close(), reranker?.close()]);
    },
  };
}

function listArticles(index: OpenIndex): ListedArticle[] {
  return index.articles
    .map((article, place) => ({ ...infoOf(article), passages: index.passagesOf(place) }))
    .sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? 1 : -1));
}
