/** A JSON object of which nothing is known yet. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const objectsOf = (value: unknown): Json[] => listOf(value).filter(isObject);

/** Discord reads null as "not given" nearly everywhere. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/**
 * The length that limits are compared with: UTF-16 code units. Discord seems to count code points, which are
 * never more, so what passes here passes there.
 */
export const lengthOf = (text: string): number => text.length;
