import { createHmac, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { DatelineError } from "../shared/errors.ts";
import { replaceFile } from "../shared/replace-file.ts";
import { OWNER_ONLY, saltPath } from "./feedback-files.ts";

const SALT_BYTES = 32;
const HASH_LENGTH = 32;

/**
 * Stands for a user: the first 32 hexadecimal digits of HMAC-SHA-256 of the id, keyed with the salt. Ids of Discord are
 * few enough to be tried one by one, so without the salt a hash would hide nobody.
 */
export const hashUser = (salt: Uint8Array, userId: string): string =>
  createHmac("sha256", salt).update(userId).digest("hex").slice(0, HASH_LENGTH);

/**
 * The salt of this folder, 32 random bytes, made when there is none yet. Only under the lock.
 * @throws DatelineError "feedback" when the file is not a salt
 */
export async function keepSalt(dataDir: string): Promise<Uint8Array> {
  const path = saltPath(dataDir);
  let salt: Uint8Array;
  try {
    salt = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    salt = randomBytes(SALT_BYTES);
    await replaceFile(path, salt, OWNER_ONLY);
  }
  if (salt.length === SALT_BYTES) return salt;
  throw new DatelineError(
    "feedback",
    `${path} has ${salt.length} bytes instead of ${SALT_BYTES}; put back a copy of it, or delete it, but then /forget no longer finds what was given before`,
  );
}
