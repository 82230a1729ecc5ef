import fc from "fast-check";
import type { ArticleType } from "../../src/articles/list-files.ts";

/*
 * Articles that are hard to read: a unit repeated to any length, pages that drive HTML libraries to distraction, and
 * arbitrary bytes.
 */

/** A text or page of about `length` UTF-16 units. */
export type Grow = (length: number) => string;

export const filled = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const UNITS = [
  ..."aA.!…。!?,;:—-–()[]{}\"'“”*_#>/&<%|`\\",
  ..."\n\t\r\u00a0\u2028\u200b\u202e\u0301\u0000\ufeff",
  ..."中ภ한カक",
  "\ud83d",
  "😀",
  "👩‍",
  "🇻🇳",
  "\u{e0061}",
  " ",
  "a ",
  "A. ",
  "a. ",
  "1. ",
  "1.1",
  "a\n",
  "A\n",
  "A. 1\n",
  "a\r\n",
  "x. \n",
  " \n",
  "- a\n",
  "# a\n",
  "> ",
  "((a",
  "(A",
  "A (AB) ",
  "(photo: ",
  "(photo",
  "(ảnh: a/",
  "Source: ",
  "HÀ NỘI — ",
  "HANOI (VNA) - ",
  "Mr. ",
  "No. ",
  "U.S. ",
  "中文。",
  "فريق ",
  "The ministers met in Beijing. ",
  "The ministers met in Beijing.\n\n",
  `${"lorem ".repeat(13)}\n`,
  `${"w".repeat(100)} `,
];

/** Texts without a head: whatever they are made of, they are read in a time that grows as they do. */
export const HARD_TEXTS: ReadonlyMap<string, Grow> = new Map<string, Grow>([
  ...UNITS.map((unit): [string, Grow] => [JSON.stringify(unit), (length) => filled(unit, length)]),
  ["a source after blanks", (length) => `Source:${filled(" ", length)}x(`],
  ["a credit after blanks", (length) => `x (photo${filled(" ", length)}`],
  ["blanks in a sentence", (length) => `Ab${filled(" ", length)}cd.${filled(" ", length)}`],
  ["blanks before small letters", (length) => `A.${filled(" ", length)}b. ${filled(") ", length)}a`],
  ["figures after a stop", (length) => `A. ${filled("1, ", length)}`],
  ["a heading of blanks", (length) => `#${filled(" ", length)}\n#${filled(" ", length)}x`],
]);

const META = '<meta property="article:published_time" content="2023-09-13">';
const PARAGRAPH = `<p>${"The ministers met in Beijing, and they said that they would meet again, in Hanoi. ".repeat(5)}</p>`;
const page = (body: string, head = ""): string =>
  `<!doctype html><html><head>${META}${head}</head><body><article>${PARAGRAPH}${body}</article></body></html>`;

const TAGS = [
  ..."<>&",
  "&nbsp;",
  "&#x41;",
  "&amp;amp;",
  "<b>",
  "<p>",
  "<p>a</p>",
  "</p>",
  "<br>",
  "<div>",
  "</div>",
  "<div>a</div>",
  "<section>",
  "<span>a</span>",
  "<li>",
  "<td>",
  "<tr><td>a",
  "<a href='#'>aa, </a>",
  "<a href='javascript:x'>a</a>",
  "<img src=x>",
  "<noscript><img src=a></noscript>",
  "<svg>",
  "<template>",
  "<plaintext>",
  "<script>",
  "<script>a</script>",
  "<!--",
  "<![CDATA[",
  "<?",
  "<a ",
  "a=b ",
  "<html>",
  "<body>",
  "<title>",
  "<select><option>a",
  "<p>a<br><br>",
  "<div class=byline>By a</div>",
  "<p class='share'>share</p>",
];

/** Pages, of which some are refused since they would take too long. */
export const HARD_PAGES: ReadonlyMap<string, Grow> = new Map<string, Grow>([
  ...TAGS.map((tag): [string, Grow] => [tag, (length) => page(filled(tag, length))]),
  ["deeply nested", (length) => page(nested("div", length))],
  ["nested as deep as may be, again and again", (length) => page(filled(nested("div", 2_600), length))],
  ["an attribute", (length) => page(`<div title="${filled("a ", length)}">`)],
  ["many attributes", (length) => page(`<div ${numbered(length)}>`)],
  ["many classes", (length) => page(`<div class="${numbered(length)}">`)],
  ["a set of sources", (length) => page(`<img srcset="${filled("a", length)} b">`)],
  ["a style", (length) => page(`<p style="${filled("display:", length)}">`)],
  ["a title", (length) => page("", `<title>${filled("a | ", length)}x</title>`)],
  ["a property of blanks", (length) => page("", `<meta property="${filled(" ", length)}x" content="x">`)],
  ["JSON-LD", (length) => page("", `<script type="application/ld+json">${filled("[", length)}</script>`)],
]);

const nested = (name: string, length: number): string => {
  const depth = Math.ceil(length / (2 * name.length + 5));
  return `<${name}>`.repeat(depth) + `</${name}>`.repeat(depth);
};

function numbered(length: number): string {
  let names = "";
  for (let i = 0; names.length < length; i++) names += `a${i} `;
  return names;
}

const HEADS: Record<ArticleType, readonly string[]> = {
  ".txt": ["date 2023-09-13 ", "date 2023-09-13 Some words. ", "\ufeffdate 2023-09-13 Headline\n\n", "date "],
  ".md": [
    "---\ndate: 2023-09-13\n---\n",
    "---\ndate: 2023-09-13\n---\nWords. ",
    "---\ndate: 2023-09-13\ntitle: ",
    "---\n",
  ],
  ".html": [
    page(""),
    `<html><head>${META}</head><body>${PARAGRAPH}`,
    `${META}<p>`,
    `<title>x</title>${META}`,
    "",
  ],
};

const anyUnit = fc.constantFrom(...UNITS, ...TAGS);
const anyPieces = fc
  .array(fc.tuple(anyUnit, fc.oneof({ weight: 9, arbitrary: fc.nat(5) }, fc.nat(5_000))), { maxLength: 30 })
  .map((pieces) => Buffer.from(pieces.map(([unit, times]) => unit.repeat(times)).join("")));
const anyText = fc.string({ unit: "binary", maxLength: 500 }).map((text) => Buffer.from(text));
const anything = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

/** The bytes of a file: most begin as an article of the type does, some are nothing at all. */
export const anyBytesOf = (type: ArticleType): fc.Arbitrary<Buffer> =>
  fc.oneof(
    {
      weight: 19,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...HEADS[type]),
          fc.oneof({ weight: 6, arbitrary: anyPieces }, { weight: 3, arbitrary: anyText }, anything),
        )
        .map(([head, rest]) => Buffer.concat([Buffer.from(head), rest])),
    },
    anything,
  );
