import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIStringSelectComponent,
  ComponentType,
} from "discord.js";
import type { ArticleInfo } from "../../articles/article.ts";
import { shortenAtWord } from "../../shared/shorten.ts";
import { articleKey } from "../article-key.ts";
import { writeCustomId } from "../custom-id.ts";
import { oneLine } from "../markdown.ts";
import { button } from "../message.ts";
import { type SourcesState, writeSources } from "../sources-state.ts";
import type { Texts } from "../texts.ts";

/** The actions of the buttons that turn the pages of a list of articles, and of the menu that opens one. */
export const LIST = "list";
export const OPEN = "open";

/** Discord's limit of an option's label and of its description. */
const MAX_OPTION = 100;

/** @param pages how many there are. */
export function listButtons(state: SourcesState, pages: number, texts: Texts): APIButtonComponent[] {
  const turn = (label: string, page: number) => button(label, writeSources(LIST, { ...state, page }));
  return [
    ...(state.page > 0 ? [turn(texts("backLabel"), state.page - 1)] : []),
    ...(state.page + 1 < pages ? [turn(texts("moreLabel"), state.page + 1)] : []),
  ];
}

/** @param articles 1 to 25. */
export const articleMenu = (
  articles: readonly ArticleInfo[],
  texts: Texts,
): APIActionRowComponent<APIStringSelectComponent> => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: writeCustomId(OPEN, []),
      placeholder: texts("openArticleMenu"),
      options: articles.map(({ id, title, publisher, date }) => ({
        label: shortenAtWord(oneLine(title) || oneLine(id), MAX_OPTION),
        description: shortenAtWord(
          [oneLine(publisher ?? ""), texts.date(date)].filter(Boolean).join(" · "),
          MAX_OPTION,
        ),
        value: articleKey(id),
      })),
    },
  ],
});
