import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Why a server did not give a file: a clause about the server. */
export class FetchProblem extends Error {
  /** The status of its answer, if that is the reason. */
  readonly status: number | null;
  constructor(message: string, status: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

type FetchOptions = {
  /** How long to wait for the whole file, or for each next piece of it. */
  patience: { ms: number; forWhole: boolean };
  /** `total` is 0 when the hub does not tell it. */
  onBytes(loaded: number, total: number): void;
};

/**
 * Downloads a file. `target` may be left behind incomplete when it fails.
 * @throws FetchProblem about the server's answer; errors of fetch about the network; errors of the file system.
 */
export async function fetchFile(url: string, target: string, options: FetchOptions): Promise<void> {
  const { patience, onBytes } = options;
  await mkdir(dirname(target), { recursive: true });
  const abort = new AbortController();
  let answered = false;
  let loaded = 0;
  const giveUp = () => {
    const seconds = `${patience.ms / 1000} seconds`;
    abort.abort(
      new FetchProblem(loaded === 0 ? `did not answer within ${seconds}` : `stopped sending for ${seconds}`),
    );
  };
  let timer = setTimeout(giveUp, patience.ms);
  const goOn = () => {
    if (patience.forWhole) return;
    clearTimeout(timer);
    timer = setTimeout(giveUp, patience.ms);
  };
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new FetchProblem(`answered with status ${response.status}`, response.status);
    }
    answered = true;
    const encoded = response.headers.has("content-encoding");
    const total = encoded ? 0 : Number(response.headers.get("content-length") ?? 0);
    const body = Readable.fromWeb(response.body);
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        goOn();
        loaded += chunk.length;
        onBytes(loaded, total);
        yield chunk;
      }
    };
    await pipeline(body, counted, createWriteStream(target), { signal: abort.signal });
    if (total > 0 && loaded !== total) throw new FetchProblem(`sent ${loaded} bytes instead of ${total}`);
  } catch (error) {
    if (abort.signal.aborted) throw abort.signal.reason;
    // What goes wrong on the way after the answer comes as a TypeError of fetch.
    throw answered && error instanceof TypeError
      ? new FetchProblem("cut the connection", null, { cause: error })
      : error;
  } finally {
    clearTimeout(timer);
  }
}
