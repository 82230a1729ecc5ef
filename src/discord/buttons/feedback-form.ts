import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from "discord.js";
import { type AskState, writeState } from "../ask-state.ts";
import type { Texts } from "../texts.ts";

export const SEND_FEEDBACK = "why";

/** The one field of the form. */
export const REASON = "reason";
const MAX_REASON = 1000;

/** The form that asks why an answer did not help; the reason may be left out. */
export const feedbackForm = (state: AskState, texts: Texts): APIModalInteractionResponseCallbackData => ({
  title: texts("feedbackTitle"),
  custom_id: writeState(SEND_FEEDBACK, state),
  components: [
    {
      type: ComponentType.Label,
      label: texts("feedbackReason"),
      component: {
        type: ComponentType.TextInput,
        custom_id: REASON,
        style: TextInputStyle.Paragraph,
        placeholder: texts("feedbackReasonHint"),
        max_length: MAX_REASON,
        required: false,
      },
    },
  ],
});
