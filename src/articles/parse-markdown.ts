import { parseDocument } from "yaml";
import { DatelineError, messageOf } from "../shared/errors.ts";
import { onOneLine } from "../shared/shorten.ts";
import { describeText } from "./describe-text.ts";
import { type ParseArticle, requireWords, webAddress } from "./parsed-article.ts";
import { dateAsWritten, requireExistingDate } from "./read-date.ts";

const OPENING = /^---[ \t]*(?:\r\n|\n|\r)/;
const CLOSING = /^---[ \t]*(?:\r\n|\n|\r|(?![\s\S]))/m;
const TITLE_HEADING = /^ {0,3}#[ \t]+(\S.{0,400})/m;
const CLOSING_MARKS = /[ \t]+#+[ \t]*$/;
/** Far more than anybody writes there, in UTF-16 units; the YAML parser takes a second over it at worst. */
const MAX_FRONT_MATTER = 20_000;
const MEND = 'begin the file with the lines "---", "date: 2023-09-13" and "---"';

/**
 * Reads a Markdown file with YAML front matter: `date`, and optionally `title`, `publisher`, `url` and `place`.
 * What is not given is found in the text: the title is the first "# heading", the rest as in a text file.
 */
export const parseMarkdown: ParseArticle = (text, file, warn) => {
  const { yaml, bodyStart } = frontMatter(text, file);
  const fields = parseFields(yaml, file);
  const date = dateOf(fields, file);
  requireWords(text, bodyStart, file);
  const described = describeText(text, bodyStart);
  const url = textField(fields, "url", file);
  const address = url === null ? null : webAddress(url);
  if (url !== null && address === null) {
    warn(
      `${file}: "${onOneLine(url)}" is not an address that begins with http:// or https://; the url is left out`,
    );
  }
  return {
    date,
    title: textField(fields, "title", file) ?? heading(text, bodyStart) ?? described.title ?? date,
    publisher: textField(fields, "publisher", file) ?? described.publisher,
    place: textField(fields, "place", file) ?? described.place,
    url: address,
    text,
    bodyStart,
  };
};

function frontMatter(text: string, file: string): { yaml: string; bodyStart: number } {
  const opening = OPENING.exec(text);
  if (!opening) throw new DatelineError("articles", `${file}: no front matter; ${MEND}`);
  const rest = text.slice(opening[0].length);
  const closing = CLOSING.exec(rest);
  if (!closing) {
    throw new DatelineError("articles", `${file}: the front matter has no end; close it with a line "---"`);
  }
  if (closing.index > MAX_FRONT_MATTER) {
    const text = `${file}: the front matter has more than ${MAX_FRONT_MATTER} characters; leave only date, title, publisher, url and place`;
    throw new DatelineError("articles", text);
  }
  return {
    yaml: rest.slice(0, closing.index),
    bodyStart: opening[0].length + closing.index + closing[0].length,
  };
}

function parseFields(yaml: string, file: string): Map<string, unknown> {
  const refuse = (reason: string): never => {
    const text = `${file}: the front matter is not valid YAML (${onOneLine(reason)}); mend it, or ${MEND}`;
    throw new DatelineError("articles", text);
  };
  let fields: unknown;
  try {
    // The core schema leaves dates as the text that was written. The line break stands for the opening line, so
    // that the parser's line numbers are those of the file.
    const document = parseDocument(`\n${yaml}`, { schema: "core", logLevel: "silent" });
    const error = document.errors[0];
    if (error) return refuse(error.message.split(/:?\n/)[0] ?? "");
    fields = document.toJS({ mapAsMap: true }) ?? new Map();
  } catch (error) {
    if (error instanceof DatelineError) throw error;
    // Too many aliases (a ReferenceError) or too deeply nested for the stack (a RangeError): the file's fault.
    return refuse(messageOf(error));
  }
  return fields instanceof Map ? fields : refuse('not a list of "name: value" lines');
}

function dateOf(fields: Map<string, unknown>, file: string): string {
  const value = fields.get("date") ?? null;
  if (value === null) throw new DatelineError("articles", `${file}: no date in the front matter; ${MEND}`);
  const date = dateAsWritten(String(value).trim());
  if (date !== null) return requireExistingDate(date, file);
  const text = `${file}: "${onOneLine(String(value)).slice(0, 40)}" is not a date; write it as "date: 2023-09-13"`;
  throw new DatelineError("articles", text);
}

function textField(fields: Map<string, unknown>, name: string, file: string): string | null {
  const value = fields.get(name) ?? "";
  if (typeof value === "object") {
    const text = `${file}: "${name}" in the front matter is a list or a group; write one text, such as ${name}: "…"`;
    throw new DatelineError("articles", text);
  }
  return onOneLine(String(value)) || null;
}

function heading(text: string, bodyStart: number): string | null {
  const title = TITLE_HEADING.exec(text.slice(bodyStart))?.[1];
  return title === undefined ? null : onOneLine(title.replace(CLOSING_MARKS, ""));
}
