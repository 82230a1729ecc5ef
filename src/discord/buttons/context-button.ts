import type { APIButtonComponentWithCustomId } from "discord.js";
import type { Quote } from "../../answer/answer.ts";
import type { Span } from "../../articles/article.ts";
import { writeCustomId } from "../custom-id.ts";
import { button } from "../message.ts";
import type { Texts } from "../texts.ts";
import { writeStretch } from "./stretch.ts";

export const CONTEXT = "context";

/**
 * The button beside a quote.
 * @param shown what is shown of the quote, as offsets into the article's text
 * @param place among the quotes of the message: no two buttons of a message may have one custom_id
 */
export const contextButton = (
  quote: Quote,
  shown: Span,
  place: number,
  texts: Texts,
): APIButtonComponentWithCustomId =>
  button(texts("contextLabel"), writeCustomId(CONTEXT, [...writeStretch(quote, shown), String(place)]));
