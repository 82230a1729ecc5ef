import { checkComponents } from "./component-rules.ts";
import { textOf } from "./component-tree.ts";
import { COMPONENTS_V2 } from "./component-types.ts";
import { isGiven, isObject, type Json, lengthOf, listOf, objectsOf } from "./json.ts";
import { emptyMessage, type FieldError, internalError, invalidForm } from "./refusal.ts";
import type { FakeMessage } from "./types.ts";

export const SUPPRESS_EMBEDS = 1 << 2;
export const EPHEMERAL = 1 << 6;
const SUPPRESS_NOTIFICATIONS = 1 << 12;
const SETTABLE_AT_CREATION = SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2;
const SETTABLE_BY_EDIT = SUPPRESS_EMBEDS | COMPONENTS_V2;

const MAX_CONTENT = 2000;
const MAX_EMBEDS = 10;
const MAX_NONCE = 25;

/** What a body makes of a message. */
export type MessageState = Pick<FakeMessage, "content" | "components" | "embeds" | "attachments" | "flags">;

const NOTHING: MessageState = { content: "", components: [], embeds: [], attachments: [], flags: 0 };

/**
 * Checks the body of a new message (`before` null) or of an edit, and returns what the message becomes.
 * @param prefix where the message stands in the request body: "" or "data."
 * @throws Refusal as Discord would answer
 */
export function checkMessage(body: Json, before: FakeMessage | null, prefix = ""): MessageState {
  const errors: FieldError[] = [];
  const report = (field: string, code: string, message: string) =>
    errors.push({ path: prefix + field, code, message });

  const after = { ...(before ?? NOTHING) };
  for (const field of ["components", "embeds", "attachments"] as const) {
    if (body[field] === undefined) continue;
    after[field] = objectsOf(body[field]);
    if (isGiven(body[field]) && !Array.isArray(body[field])) {
      report(field, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
    }
  }
  if (body.content !== undefined) after.content = String(body.content ?? "");
  if (isGiven(body.content) && typeof body.content !== "string") {
    report("content", "STRING_TYPE_CONVERT", "Could not interpret the value as string.");
  }
  if (lengthOf(after.content) > MAX_CONTENT) {
    report("content", "BASE_TYPE_MAX_LENGTH", `Must be ${MAX_CONTENT} or fewer in length.`);
  }
  if (after.embeds.length > MAX_EMBEDS) {
    report("embeds", "BASE_TYPE_MAX_LENGTH", `Must be ${MAX_EMBEDS} or fewer in length.`);
  }
  if (isGiven(body.nonce) && String(body.nonce).length > MAX_NONCE) {
    report("nonce", "NONCE_TYPE_TOO_LONG", `Must be ${MAX_NONCE} or fewer in length.`);
  }

  after.flags = flagsAfter(body, before, report);
  const v2 = (after.flags & COMPONENTS_V2) !== 0;
  if (v2) {
    const legacy = {
      content: after.content !== "",
      embeds: after.embeds.length > 0,
      poll: isGiven(body.poll),
      sticker_ids: listOf(body.sticker_ids).length > 0,
    };
    for (const [field, used] of Object.entries(legacy)) {
      if (!used) continue;
      const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
      report(field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message);
    }
  }
  const findings = checkComponents(listOf(body.components ?? after.components), v2);
  for (const { path, code, message } of findings.errors) report(path, code, message);

  if (errors.length > 0) throw invalidForm(errors);
  if (isEmpty(after, body)) throw emptyMessage();
  if (findings.tooLargeToStore) {
    throw internalError(
      "the text displays hold more UTF-8 bytes than Discord can store (10,170 less 12 for each)",
    );
  }
  return after;
}

function flagsAfter(
  body: Json,
  before: FakeMessage | null,
  report: (field: string, code: string, message: string) => void,
): number {
  if (!isGiven(body.flags)) return before?.flags ?? 0;
  if (!Number.isInteger(body.flags)) {
    report("flags", "NUMBER_TYPE_COERCE", `Value "${body.flags}" is not int.`);
    return before?.flags ?? 0;
  }
  const wanted = body.flags as number;
  if (!before) return wanted & SETTABLE_AT_CREATION;
  if ((before.flags & COMPONENTS_V2) !== 0 && (wanted & COMPONENTS_V2) === 0) {
    const message = "The flag IS_COMPONENTS_V2 cannot be removed from a message";
    report("flags", "MESSAGE_COMPONENTS_V2_FLAG_IRREVERSIBLE", message);
  }
  return (before.flags & ~SETTABLE_BY_EDIT) | (wanted & SETTABLE_BY_EDIT);
}

const isEmpty = ({ content, components, embeds, attachments }: MessageState, body: Json): boolean =>
  content.trim() === "" &&
  components.length + embeds.length + attachments.length + listOf(body.sticker_ids).length === 0 &&
  !isGiven(body.poll);

/** What Discord lets pass although a careful bot never sends it; in words, for the list of problems. */
export function carelessness(body: Json, before: FakeMessage | null, canBeEphemeral: boolean): string[] {
  const found: string[] = [];
  const text = textOf({
    content: typeof body.content === "string" ? body.content : "",
    components: objectsOf(body.components),
  });
  const carriesText = text !== "" || listOf(body.embeds).length > 0;
  const allowed = body.allowed_mentions;
  if (carriesText && !isObject(allowed)) {
    found.push("allowed_mentions is missing, so the text could mention anyone");
  } else if (carriesText && isObject(allowed) && !(Array.isArray(allowed.parse) && !allowed.parse.length)) {
    found.push(`allowed_mentions.parse must be [], not ${JSON.stringify(allowed.parse)}`);
  }
  const wantsEphemeral = (Number(body.flags ?? 0) & EPHEMERAL) !== 0;
  if (wantsEphemeral && !canBeEphemeral && !before?.ephemeral) {
    found.push("the ephemeral flag counts only when an interaction is answered; it was ignored");
  }
  return found;
}
