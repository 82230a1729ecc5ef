import { createInterface } from "node:readline";
import type { Collection } from "../answer/collection.ts";
import { isFollowUp } from "../search/follow-up.ts";
import { DatelineError } from "../shared/errors.ts";
import { renderAnswer } from "./render-answer.ts";
import { renderArticle, renderSources } from "./render-sources.ts";
import { styleFor, widthOf } from "./style.ts";

const HELP = `Ask in plain words; the answer is quoted from the articles, with its source and date.
  /sources         the articles, newest first
  /source FILE     one article, whole
  /help            this text
  /quit            leave (or Ctrl-D)
`;

/** How many earlier questions a follow-up ("and in 2021?") knows. */
const REMEMBERED = 5;

/**
 * Answers what is typed, line by line, until /quit, the end of input or an abort. In a terminal with a prompt and arrow-key
 * history; input that is not a terminal is answered just the same, without a prompt.
 */
export async function chat(
  collection: Collection,
  signal: AbortSignal,
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WriteStream = process.stdout,
): Promise<void> {
  const print = (text: string) => output.write(text);
  const style = styleFor(output);
  const asked: string[] = [];
  const interactive = Boolean(input.isTTY && output.isTTY);
  const lines = createInterface({ input, output: interactive ? output : undefined, prompt: "? ", signal });
  // Readline catches Ctrl-C itself while it reads a terminal.
  lines.on("SIGINT", () => lines.close());
  if (interactive) {
    print(`${collection.articles.length} articles. Ask a question, or /help.\n`);
    lines.prompt();
  }
  for await (const line of lines) {
    const text = line.trim();
    if (text === "/quit" || text === "/exit") break;
    if (text) print(`${await respond(text)}\n`);
    if (interactive) lines.prompt();
  }
  lines.close();
  if (interactive) print("\n");

  async function respond(text: string): Promise<string> {
    if (text === "/help") return HELP;
    if (text === "/sources") return renderSources(collection.articles, style);
    if (text === "/source" || text.startsWith("/source ")) return source(text.slice("/source".length).trim());
    if (text.startsWith("/")) return `There is no command ${text.split(/\s/)[0]}; /help lists them.\n`;
    try {
      const history = isFollowUp(text) ? asked.slice(-REMEMBERED) : [];
      const answer = await collection.answer(text, { history });
      asked.push(text);
      return renderAnswer(answer, style, widthOf(output));
    } catch (error) {
      if (error instanceof DatelineError && error.code === "question") return `${error.message}\n`;
      throw error;
    }
  }

  function source(name: string): string {
    const id = name.normalize("NFC");
    const listed = collection.articles.find((article) => article.id === id);
    const article = collection.article(id);
    if (!listed || !article) return `There is no article "${id}"; /sources lists their file names.\n`;
    return renderArticle(listed, article, style);
  }
}
