import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pseudoRandom } from "../../src/evaluation/metrics.ts";

/** What a generated article can be asked, and where the answer stands. */
export type Fact = { question: string; id: string; words: string };

export type Corpus = {
  /** The files that can be used, and those that must be refused, by their paths in the folder. */
  good: readonly string[];
  broken: readonly string[];
  /** One of each good article. */
  facts: readonly Fact[];
};

const BROKEN_EVERY = 20;
const FILES_PER_FOLDER = 1_000;
const SYLLABLES = ["bag", "kem", "lod", "mip", "nur", "raf", "sog", "tuk", "vel", "zob"];
const SUBJECTS = [
  "The ministry",
  "The council",
  "The port authority",
  "A spokesman",
  "The committee",
  "The mayor",
];
const VERBS = ["announced", "welcomed", "postponed", "approved", "reviewed", "discussed"];
const OBJECTS = [
  "a plan for new roads",
  "the budget",
  "repairs of the bridge",
  "a school",
  "trade with neighbours",
];
const PLACES = [
  "in the capital",
  "on Monday",
  "before the elections",
  "after long talks",
  "for the third time",
];

/**
 * Writes articles of all types into a folder, the same for the same numbers; of every twenty one is broken, each in
 * another way.
 * @param edition counts up where articles of the same names are to hold other words
 */
export async function writeCorpus(folder: string, count: number, edition = 1): Promise<Corpus> {
  const good: string[] = [];
  const broken: string[] = [];
  const facts: Fact[] = [];
  for (let i = 0; i < count; i++) {
    if (i % FILES_PER_FOLDER === 0) await mkdir(join(folder, folderOf(i)), { recursive: true });
    if (i % BROKEN_EVERY === BROKEN_EVERY - 1) {
      const [type, content] = BREAKS[broken.length % BREAKS.length] ?? ["txt", ""];
      const path = `${folderOf(i)}/broken-${i}.${type}`;
      await writeFile(join(folder, path), content);
      broken.push(path);
    } else {
      const path = pathOf(i);
      await writeFile(join(folder, path), articleText(i, edition));
      good.push(path);
      facts.push(factOf(i, edition));
    }
  }
  return { good, broken, facts };
}

/** Rewrites every `step`-th good article as of another edition, and removes the one after it. */
export async function changeCorpus(folder: string, corpus: Corpus, step: number, edition: number) {
  const changed: Fact[] = [];
  let removed = 0;
  for (const [place, path] of corpus.good.entries()) {
    const number = Number(/\d+(?=\.)/.exec(path)?.[0]);
    if (place % step === 0) {
      await writeFile(join(folder, path), articleText(number, edition));
      changed.push(factOf(number, edition));
    } else if (place % step === 1) {
      await rm(join(folder, path));
      removed++;
    }
  }
  return { changed, removed };
}

const folderOf = (i: number): string => `part-${Math.floor(i / FILES_PER_FOLDER)}`;
const typeOf = (i: number): string => (i % 10 === 3 ? "md" : i % 10 === 7 ? "html" : "txt");
const idOf = (i: number): string => `article-${i}.${typeOf(i)}`;
const pathOf = (i: number): string => `${folderOf(i)}/${idOf(i)}`;

/** A word that no other number has: its digits as syllables. */
const nameOf = (i: number): string => {
  const word = String(i + 10_000).replace(/\d/g, (digit) => SYLLABLES[Number(digit)] ?? "");
  return word[0]?.toUpperCase() + word.slice(1);
};

const factOf = (i: number, edition: number): Fact => ({
  question: `Who opened the harbour of ${nameOf(i)}?`,
  id: idOf(i),
  words: `opened by Captain ${nameOf(i + 50_000 * edition)}`,
});

function articleText(i: number, edition: number): string {
  const random = pseudoRandom(i + edition);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const sentence = () => `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} ${pick(PLACES)}.`;
  const paragraphs = Array.from({ length: 3 }, () => Array.from({ length: 4 }, sentence).join(" "));
  paragraphs.splice(1, 0, `The harbour of ${nameOf(i)} was ${factOf(i, edition).words} in the spring.`);
  const date = `20${10 + (i % 14)}-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`;
  const title = `News from ${nameOf(i)}`;
  if (typeOf(i) === "md") return `---\ndate: ${date}\ntitle: ${title}\n---\n${paragraphs.join("\n\n")}\n`;
  if (typeOf(i) === "html") {
    const head = `<title>${title}</title><meta property="article:published_time" content="${date}">`;
    return `<!doctype html><html><head>${head}</head><body><article><h1>${title}</h1>${paragraphs.map((p) => `<p>${p}</p>`).join("")}</article></body></html>`;
  }
  return `date ${date} ${title}\n\n${paragraphs.join("\n\n")}\n`;
}

const DATE = '<meta property="article:published_time" content="2023-09-13">';

/** Type and content of files that cannot be used. */
const BREAKS: readonly (readonly [string, string | Buffer])[] = [
  ["txt", ""],
  ["txt", "An article without a date."],
  ["txt", "date 2023-02-30 The day does not exist."],
  ["txt", "date 13/09/2023 The form is another."],
  ["txt", "date 2023-09-13 \n\n …\n"],
  ["txt", Buffer.from("date 2023-09-13 Tôi nói tiếng Việt", "utf16le")],
  ["txt", Buffer.from("date 2023-09-13 Caf\xe9", "latin1")],
  ["txt", Buffer.from(Array.from({ length: 1_000 }, (_, i) => (i * 97) % 256))],
  ["md", "No front matter."],
  ["md", "---\ndate: 2023-09-13\nThe front matter has no end."],
  ["md", "---\ndate: [2023\n---\nThe front matter is damaged."],
  ["md", `---\ndate: 2023-09-13\n${"a: b\n".repeat(10_000)}---\nThe front matter is long.`],
  ["html", "<html><body><p>A page without a date.</p></body></html>"],
  ["html", `<html><head>${DATE}</head><body></body></html>`],
  ["html", `<html><head>${DATE}</head><body>${"<div>".repeat(1_000)}deep</body></html>`],
  ["html", `<html><head>${DATE}</head><body>${"<b>".repeat(200_000)}</body></html>`],
];
