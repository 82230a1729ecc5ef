import type { Button, Form } from "../command.ts";
import { giveHelpful, giveNotHelpful, sendFeedback } from "./give-feedback.ts";
import { readArticle, turnPage } from "./show-article.ts";
import { showContext } from "./show-context.ts";
import { openFromMenu, turnSources } from "./show-sources.ts";
import { shareAnswer, showClosest, showState } from "./show-state.ts";

/** Every button and menu. */
export const BUTTONS: readonly Button[] = [
  showState,
  showClosest,
  shareAnswer,
  showContext,
  readArticle,
  turnPage,
  turnSources,
  openFromMenu,
  giveHelpful,
  giveNotHelpful,
];

/** Every form. */
export const FORMS: readonly Form[] = [sendFeedback];
