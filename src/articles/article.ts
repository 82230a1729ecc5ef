/** Everything known of an article except its words. */
export type ArticleInfo = {
  /** The file's name, e.g. "000_45847a6cb954d0ff.txt"; unique in a collection. */
  id: string;
  /** Calendar date of publication, `YYYY-MM-DD`, without a time zone. */
  date: string;
  title: string;
  publisher: string | null;
  /** The place of the dateline, as written ("BEIJING", "Hà Nội"). */
  place: string | null;
  url: string | null;
};

/**
 * One article. `text` is the file's own text, exactly (UTF-8, a leading byte-order mark removed; of an HTML
 * page the readable text), and every offset in Dateline is a UTF-16 offset into it.
 */
export type Article = ArticleInfo & {
  text: string;
  /** Where the words begin: past the `date …` of the first line or the front matter. Nothing before it is quoted. */
  bodyStart: number;
};

/** A stretch of an article's text, `[start, end)` in UTF-16 offsets. */
export type Span = { start: number; end: number };

/** The unit of ranking by words and of highlighting. Sentences do not overlap and carry no outer white space. */
export type Sentence = Span;

/** The unit of embedding and of showing: a run of whole sentences. */
export type Passage = Span & { articleId: string };

/** No passage is longer than this, in UTF-16 units, whatever the embedder reads. */
export const MAX_PASSAGE_LENGTH = 1200;
