import type { ArticleInfo } from "../articles/article.ts";
import { sha256 } from "../shared/sha256.ts";

const KEY_LENGTH = 12;

/**
 * 12 hexadecimal digits that stand for an article where its file name may be too long, as in a custom_id.
 * 48 bits: among 100,000 articles two share a key with a chance of 1 in 56,000.
 */
export const articleKey = (articleId: string): string => sha256(articleId).slice(0, KEY_LENGTH);

/** Keys of the articles of an open index, computed once: there may be thousands, and one is looked up per button press. */
const keysOf = new WeakMap<readonly ArticleInfo[], Map<string, string>>();

/** The id of the article with this key, if it is still there. */
export function articleIdOf(key: string, articles: readonly ArticleInfo[]): string | undefined {
  let keys = keysOf.get(articles);
  if (!keys) {
    keys = new Map(articles.map(({ id }) => [articleKey(id), id]));
    keysOf.set(articles, keys);
  }
  return keys.get(key);
}
