import { describe, expect, it } from "vitest";
import { parseHtml } from "../../src/articles/parse-html.ts";

const parse = (html: string) => parseHtml(html, "seeds/x.html", expect.unreachable);

const DATE = '<meta property="article:published_time" content="2023-09-13T23:30:00+07:00">';
const BODY =
  "<p>Hanoi (VNA) – The <b>ministers</b> met,\n   and signed a\tmemorandum &amp; a plan.</p><p>They then left the city.</p>";
const page = (head: string, body = BODY): string =>
  `<!doctype html><html><head>${head}</head><body><article>${body}</article></body></html>`;

describe("parseHtml", () => {
  it("reads the article of a page with its paragraphs, and what the page says of itself", () => {
    const html = `<!doctype html><html lang="en"><head><title>Ministers meet in Hanoi | Vietnam+</title>${DATE}
      <meta property="og:title" content="Ministers meet in Hanoi">
      <meta property="og:site_name" content="Vietnam+">
      <link rel="canonical" href="https://example.org/news/1"></head>
      <body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
      <article><h1>Ministers meet in Hanoi</h1>${BODY.repeat(3)}</article>
      <footer>All rights reserved</footer></body></html>`;
    const article = parse(html);
    expect(article).toMatchObject({
      date: "2023-09-13",
      title: "Ministers meet in Hanoi",
      publisher: "Vietnam+",
      place: "Hanoi",
      url: "https://example.org/news/1",
      bodyStart: 0,
    });
    const paragraphs = [
      "Hanoi (VNA) – The ministers met, and signed a memorandum & a plan.",
      "They then left the city.",
    ];
    expect(article.text).toBe([...paragraphs, ...paragraphs, ...paragraphs].join("\n\n"));
  });

  it("gives list items, cells, captions and line breaks a place of their own", () => {
    const { text } = parse(
      page(
        DATE,
        `<figure><img src="a.jpg"><figcaption>At the reception</figcaption></figure>${BODY}
         <ul><li>One thing</li><li>Another</li></ul><table><tr><td>rice</td><td>5</td></tr><tr><td>maize</td><td>6</td></tr></table>
         <p>First line<br>second line, and more of it.</p>`,
      ),
    );
    expect(text.split("\n\n")).toEqual([
      "At the reception",
      "Hanoi (VNA) – The ministers met, and signed a memorandum & a plan.",
      "They then left the city.",
      "One thing",
      "Another",
      "rice 5",
      "maize 6",
      "First line\nsecond line, and more of it.",
    ]);
  });

  it.each([
    ['<meta name="date" content="2023-09-13">'],
    ['<meta name="DC.date" content="20230913">'],
    ['<meta name="parsely-pub-date" content="2023/09/13 10:00">'],
    ['<meta itemprop="datePublished" content="2023-09-13">'],
    [
      '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"datePublished":"2023-09-13T01:00Z"}]}</script>',
    ],
    ['<script type="application/ld+json">{broken</script><meta name="pubdate" content="2023-09-13">'],
    [
      '<meta name="date" content="yesterday"><script type="application/ld+json">[{"datePublished":"2023-09-13"}]</script>',
    ],
  ])("finds the date in %s", (head) => {
    expect(parse(page(head)).date).toBe("2023-09-13");
  });

  it("finds the date in a time element, the article's own first", () => {
    const html = `<html><body><aside><time datetime="2020-01-01">old</time></aside>
      <article><time datetime="2023-09-13T10:00">today</time>${BODY}</article></body></html>`;
    expect(parse(html).date).toBe("2023-09-13");
  });

  it("reads pages that leave out html, head or body", () => {
    expect(parse(`${DATE}<title>Ministers meet</title>${BODY}`)).toMatchObject({
      date: "2023-09-13",
      title: "Ministers meet",
      text: "Hanoi (VNA) – The ministers met, and signed a memorandum & a plan.\n\nThey then left the city.",
    });
  });

  it("takes addresses of the web only", () => {
    expect(parse(page(`${DATE}<link rel="canonical" href="javascript:alert(1)">`)).url).toBeNull();
    expect(parse(page(`${DATE}<link rel="canonical" href="/news/1">`)).url).toBeNull();
    const both = `${DATE}<link rel="canonical" href="/1"><meta property="og:url" content="https://example.org/1">`;
    expect(parse(page(both)).url).toBe("https://example.org/1");
  });

  it("neither runs nor quotes scripts and styles", () => {
    const globals = globalThis as { articleScriptRan?: boolean };
    const script = "<script>globalThis.articleScriptRan = true;</script><style>p { color: red }</style>";
    const { text } = parse(
      page(DATE + script, `${script}${BODY}<img src="x" onerror="globalThis.articleScriptRan = true">`),
    );
    expect(globals.articleScriptRan).toBeUndefined();
    expect(text).not.toMatch(/articleScriptRan|color/);
  });

  it.each([
    [
      "without a date",
      page(""),
      'no date of publication in the page; add to its head <meta property="article:published_time"',
    ],
    [
      "with a date that does not exist",
      page('<meta name="date" content="2023-02-30">'),
      "the date 2023-02-30 does not exist",
    ],
    ["without words", page(DATE, ""), "the article has no words"],
    ["that is empty", "", "no date of publication"],
    [
      "nested too deeply",
      page(DATE, "<div>".repeat(300) + BODY),
      "elements nested more than 256 deep; save the article",
    ],
    ["nested a million deep", "<b>".repeat(1_000_000), "more than 100000 tags"],
    ["of nothing but brackets", "<".repeat(5_000_000), "more than 100000 tags"],
    [
      "too damaged for the libraries",
      `${DATE}<template></body></svg><table>--><tr><p dir=rtl><textarea><iframe src=x></iframe><html><br><math></a>` +
        "<!--<div>hello <!--<frameset></html><object><embed src=x>",
      "",
    ],
  ])("refuses a page %s", (_name, html, message) => {
    expect(() => parse(html)).toThrow(`seeds/x.html: ${message}`);
  });
});
