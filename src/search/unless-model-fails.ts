import { DatelineError } from "../shared/errors.ts";

/** What a model gives; null when it does not answer, since the words can be searched without it. Passes on any other error. */
export async function unlessModelFails<T>(result: Promise<T>): Promise<T | null> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof DatelineError && error.code === "model") return null;
    throw error;
  }
}
