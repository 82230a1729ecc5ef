/** Discord's limit of a custom_id, in characters. */
const MAX_CUSTOM_ID = 100;

/** Changes when the meaning of the parts changes, so that buttons of an older version are known as such. */
const VERSION = "1";
const SEPARATOR = ":";

export type ButtonState = { action: string; args: string[] };

/**
 * The state of a button: what it does and with what. It travels in the message, so a button works after a restart.
 * @throws RangeError if a part has a colon in it or the whole is too long: both would be bugs.
 */
export function writeCustomId(action: string, args: readonly string[]): string {
  const id = [VERSION, action, ...args].join(SEPARATOR);
  if (id.length > MAX_CUSTOM_ID) throw new RangeError(`custom_id of ${id.length} characters: ${id}`);
  if (args.some((arg) => arg.includes(SEPARATOR))) throw new RangeError(`colon in a custom_id: ${id}`);
  return id;
}

/** The state of a button, or null if the custom_id is not one of this version. */
export function readCustomId(id: string): ButtonState | null {
  const [version, action, ...args] = id.split(SEPARATOR);
  return version === VERSION && action ? { action, args } : null;
}
