import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { DatelineError } from "../shared/errors.ts";
import { isSystemError, reasonOf } from "./refusal.ts";

/** What has become a pipe meanwhile would be waited for without end, and no signal heard. Windows knows no such flag. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a file that is no larger than `maxBytes`; a larger one is refused without reading it. The process waits for it: thousands
 * of small files are read in a quarter of the time that promises take.
 * @param file the path to open, which errors name
 * @throws DatelineError with code "articles" when it is too large or cannot be read.
 */
export function readBytes(file: string, maxBytes: number): Buffer {
  try {
    const opened = openSync(file, READ_AT_ONCE);
    try {
      const { size } = fstatSync(opened);
      if (size > maxBytes) throw tooLarge(file, size, maxBytes);
      // One byte more than allowed, so that a file that grows meanwhile is noticed.
      const buffer = Buffer.alloc(Math.min(size, maxBytes) + 1);
      let length = 0;
      while (length < buffer.length) {
        const bytesRead = readSync(opened, buffer, length, buffer.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      if (length > size) {
        throw new DatelineError(
          "articles",
          `${file}: it grew while it was read; try again when it is complete`,
        );
      }
      return buffer.subarray(0, length);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const text = `${file}: cannot be read (${reasonOf(error)}); allow reading it, or move it out of the folder`;
    throw new DatelineError("articles", text, { cause: error });
  }
}

/**
 * The text of UTF-8 bytes, without a leading byte-order mark.
 * @throws DatelineError with code "articles" when the bytes are not UTF-8.
 */
export function decodeUtf8(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const found = isUtf16 ? "it is UTF-16" : "it may be in an older encoding such as Windows-1252";
    throw new DatelineError("articles", `${file}: not UTF-8 (${found}); save it again as UTF-8`, {
      cause: error,
    });
  }
}

const tooLarge = (file: string, size: number, maxBytes: number): DatelineError =>
  new DatelineError(
    "articles",
    `${file}: ${inWords(size)} bytes, more than the ${inWords(maxBytes)} allowed; ` +
      "split it into several articles, or raise MAX_ARTICLE_BYTES",
  );

const inWords = (count: number): string => count.toLocaleString("en-US");
