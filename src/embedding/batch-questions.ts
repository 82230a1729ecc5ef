/** The most questions in one batch: a process that runs one works through it without looking up. */
export const MOST_IN_BATCH = 32;

type Waiting<T> = { question: string; resolve(result: T): void; reject(error: unknown): void };

/**
 * Runs questions one batch at a time: a question that comes alone is run at once, those that come while a batch is under
 * way are run together when it has ended. If a batch fails, each of its questions does.
 * @param run gives one result for each question, in order
 */
export function batchQuestions<T>(
  run: (questions: readonly string[]) => Promise<readonly T[]>,
): (question: string) => Promise<T> {
  const waiting: Waiting<T>[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_IN_BATCH);
      try {
        const results = await run(batch.map(({ question }) => question));
        batch.forEach(({ resolve }, i) => {
          resolve(results[i] as T);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (!isRunning) void runAll();
    });
}
