/** Remembers the last `capacity` ids, so that an event that is delivered twice is handled once. */
export function createSeenIds(capacity: number) {
  const ids = new Set<string>();
  return {
    /** @returns whether the id is new; it counts as seen from now on. */
    add(id: string): boolean {
      if (ids.has(id)) return false;
      ids.add(id);
      if (ids.size > capacity) {
        const [oldest] = ids;
        ids.delete(oldest as string);
      }
      return true;
    },
  };
}

export type SeenIds = ReturnType<typeof createSeenIds>;
