import { type APIButtonComponent, ButtonStyle, ComponentType } from "discord.js";
import type { Article, Span } from "../../articles/article.ts";
import { writeCustomId } from "../custom-id.ts";
import { button } from "../message.ts";
import type { Texts } from "../texts.ts";
import { readButton } from "./read-button.ts";
import { writeStretch } from "./stretch.ts";

/** The action of the buttons that lead from one page of an article to another: a stretch and the place of the page. */
export const TURN = "page";

/** Discord's limit of a link. */
const MAX_URL = 512;

/** "Read article" at one stretch of it. */
export const readAtButton = (article: Article, stretch: Span, texts: Texts): APIButtonComponent =>
  readButton(stretchOf(article, stretch), texts);

/** "Read article" from its beginning: the stretch is the whole of it. */
export const readWholeButton = (article: Article, texts: Texts): APIButtonComponent =>
  readAtButton(article, { start: article.bodyStart, end: article.text.length }, texts);

/** @param place `shown` is the place of the page that is shown, from 0. */
export function pageButtons(
  article: Article,
  stretch: Span,
  { shown, pages }: { shown: number; pages: number },
  texts: Texts,
): APIButtonComponent[] {
  const parts = stretchOf(article, stretch);
  const turn = (label: string, place: number) =>
    button(label, writeCustomId(TURN, [...parts, String(place)]));
  return [
    ...(shown > 0 ? [turn(texts("previousPageLabel"), shown - 1)] : []),
    ...(shown + 1 < pages ? [turn(texts("nextPageLabel"), shown + 1)] : []),
  ];
}

const stretchOf = (article: Article, stretch: Span): string[] =>
  writeStretch({ article, start: 0, text: article.text }, stretch);

/** The way to the original of an article; none if its address is not one of the web that Discord takes. */
export function linkButton(url: string | null, texts: Texts): APIButtonComponent[] {
  if (url === null || !URL.canParse(url)) return [];
  const { protocol, hostname, href } = new URL(url);
  const isOfTheWeb = /^https?:$/.test(protocol) && hostname.includes(".");
  if (!isOfTheWeb || href.length > MAX_URL) return [];
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label: texts("linkLabel"), url: href }];
}
