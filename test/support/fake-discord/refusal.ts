import type { Json } from "./json.ts";

/** One wrong field: a path such as `components.0.label` ("" the body itself), Discord's code for the rule, its words. */
export type FieldError = { path: string; code: string; message: string };

/** A request that Discord refuses: thrown by a route, answered with `status` and `body`, noted with `reason`. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;
  /** The circumstances are to blame, not the bot: it is no problem. */
  isExcused = false;

  constructor(status: number, code: number, message: string, reason: string, errors?: Json) {
    super(`${status} ${message} (${code}): ${reason}`);
    this.status = status;
    this.body = errors ? { message, code, errors } : { message, code };
  }
}

/** A refusal that no bot can foresee, since it comes from what others did. */
export function excused(refusal: Refusal): Refusal {
  refusal.isExcused = true;
  return refusal;
}

export const unknownInteraction = (reason: string) => new Refusal(404, 10062, "Unknown interaction", reason);

export const alreadyAcknowledged = (reason: string) =>
  new Refusal(400, 40060, "Interaction has already been acknowledged.", reason);

export const unknownWebhook = (reason: string) => new Refusal(404, 10015, "Unknown Webhook", reason);

export const invalidWebhookToken = (reason: string) =>
  new Refusal(401, 50027, "Invalid Webhook Token", reason);

export const unknownMessage = (reason: string) => new Refusal(404, 10008, "Unknown Message", reason);

/** A deleted message is unknown; that is excused if somebody else has deleted it. */
export const goneMessage = ({ removed }: { removed: boolean }, reason: string): Refusal =>
  removed ? excused(unknownMessage(reason)) : unknownMessage(reason);

export const unknownChannel = (reason: string) => new Refusal(404, 10003, "Unknown Channel", reason);

export const tooManyFollowUps = (reason: string) =>
  new Refusal(400, 40094, "This interaction has hit the maximum number of follow-up messages", reason);

export const cannotWriteTo = (reason: string) =>
  new Refusal(403, 50007, "Cannot send messages to this user", reason);

export const missingPermissions = (reason: string) => new Refusal(403, 50013, "Missing Permissions", reason);

export const archivedThread = (reason: string) => new Refusal(400, 50083, "Thread is archived", reason);

export const lockedThread = (reason: string) => new Refusal(400, 160005, "This thread is locked", reason);

export const noHistory = (reason: string) =>
  new Refusal(400, 160002, "Cannot reply without permission to read message history", reason);

export const unknownCommand = (reason: string) =>
  new Refusal(404, 10063, "Unknown application command", reason);

export const emptyMessage = () =>
  new Refusal(400, 50006, "Cannot send an empty message", "a message needs content, components or an embed");

export const missingAccess = (reason: string) => new Refusal(403, 50001, "Missing Access", reason);

export const notYourApplication = (reason: string) =>
  new Refusal(403, 20012, "You are not authorized to perform this action on this application", reason);

export const notTheAuthor = () =>
  new Refusal(
    403,
    50005,
    "Cannot edit a message authored by another user",
    "only its author edits a message",
  );

export const unauthorized = () =>
  new Refusal(401, 0, "401: Unauthorized", "the bot token is wrong or missing");

export const invalidJson = (reason: string) =>
  new Refusal(400, 50109, "The request body contains invalid JSON.", reason);

export const noSuchRoute = () => new Refusal(404, 0, "404: Not Found", "the fake Discord has no such route");

export const internalError = (reason: string) => new Refusal(500, 0, "500: Internal Server Error", reason);

/** Discord's answer to a body that breaks a rule: 400, code 50035, and the errors nested by field. */
export function invalidForm(faults: readonly FieldError[]): Refusal {
  const errors: Json = {};
  for (const { path, code, message } of faults) {
    let node = errors;
    for (const key of path === "" ? [] : path.split(".")) {
      node[key] ??= {};
      node = node[key] as Json;
    }
    node._errors = [...((node._errors as unknown[]) ?? []), { code, message }];
  }
  const reason = faults
    .map(({ path, code, message }) => `${path || "body"}: ${message} [${code}]`)
    .join("; ");
  return new Refusal(400, 50035, "Invalid Form Body", reason, errors);
}
