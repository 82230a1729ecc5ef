import type { APIMessage } from "discord.js";
import type { Verdict } from "../../feedback/feedback-entry.ts";
import { DatelineError } from "../../shared/errors.ts";
import type { Button, Call, Form } from "../command.ts";
import { COLOUR, notice } from "../message.ts";
import { readShown } from "../read-shown.ts";
import { readSubject } from "../read-subject.ts";
import { HELPFUL, NOT_HELPFUL } from "./feedback-buttons.ts";
import { feedbackForm, REASON, SEND_FEEDBACK } from "./feedback-form.ts";

/** "Helpful": kept at once. */
export const giveHelpful: Button = {
  action: HELPFUL,

  async press(call) {
    await call.reply.defer("private");
    await keep(call, "helpful");
  },
};

/** "Not helpful": asks for the reason; nothing is kept until the form comes back. */
export const giveNotHelpful: Button = {
  action: NOT_HELPFUL,

  async press({ args, message, reply, services, texts }) {
    const subject = readSubject(args, message);
    if (!services.takesFeedback) return reply.sendPrivately(notice(texts("feedbackOff")));
    if (!subject) return reply.sendPrivately(notice(texts("unknownComponent"), COLOUR.error));
    await reply.openForm(feedbackForm(subject.state, texts));
  },
};

export const sendFeedback: Form = {
  action: SEND_FEEDBACK,

  async submit(call) {
    await call.reply.defer("private");
    await keep(call, "not-helpful", call.fields[REASON]);
  },
};

type Message = Partial<APIMessage> | undefined;

async function keep(
  {
    args,
    message,
    caller,
    collection,
    services,
    reply,
    texts,
    log,
  }: Call & {
    args: readonly string[];
    message: Message;
  },
  verdict: Verdict,
  reason?: string,
): Promise<void> {
  if (!services.takesFeedback) return reply.send(notice(texts("feedbackOff")));
  const subject = readSubject(args, message);
  if (!subject) return reply.send(notice(texts("unknownComponent"), COLOUR.error));
  const { question } = subject.asked;
  const shown = readShown(message?.components, collection.articles);
  try {
    await services.feedback.add({ userId: caller.userId, question, verdict, reason, ...shown });
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    log.error({ err: error }, "feedback could not be kept");
    return reply.send(notice(texts("feedbackNotKept"), COLOUR.error));
  }
  await reply.send(notice(texts("feedbackThanks")));
}
