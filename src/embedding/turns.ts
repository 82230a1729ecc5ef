/** Does one thing after the other. */
export type Turns = {
  take<T>(work: () => Promise<T>): Promise<T>;
  /** For how many milliseconds the work whose turn it is has been under way; 0 when there is none. */
  busyMs(): number;
};

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let began: number | null = null;
  return {
    take(work) {
      const result = last.then(async () => {
        began = performance.now();
        try {
          return await work();
        } finally {
          began = null;
        }
      });
      // The caller gets the error; here it only must not stop the next one's turn.
      last = result.catch(() => {});
      return result;
    },
    busyMs: () => (began === null ? 0 : performance.now() - began),
  };
}
