/**
 * Whether a question leans on the one before it: it begins by going on ("and in 2021?", "what about …", "vậy còn", "那么").
 * Any other question is read by itself, so that old words do not pull a new topic back.
 */
export const isFollowUp = (question: string): boolean =>
  /^\s*(and|but|so|then|also|what about|how about)\b/i.test(question) ||
  /^\s*(và|còn|thế còn|vậy|vậy còn)\s/iu.test(question.normalize("NFC")) ||
  /^\s*(那么?|还有|而且|另外)/u.test(question);
