/** As many as a reader may want to see again. */
const KEPT_PER_SERVER = 100;
/** A bot in more servers than this forgets those in which nobody has asked for longest. */
const KEPT_SERVERS = 1_000;

/** Questions lately asked, by server, newest first, in memory only: a restart forgets them. */
export type RecentQuestions = {
  add(guildId: string | undefined, question: string): void;
  of(guildId: string | undefined): readonly string[];
};

export function createRecentQuestions(): RecentQuestions {
  const byServer = new Map<string, string[]>();
  return {
    add(guildId, question) {
      if (guildId === undefined) return;
      const before = byServer.get(guildId) ?? [];
      byServer.delete(guildId);
      byServer.set(
        guildId,
        [question, ...before.filter((other) => other !== question)].slice(0, KEPT_PER_SERVER),
      );
      const [oldest] = byServer.keys();
      if (byServer.size > KEPT_SERVERS && oldest !== undefined) byServer.delete(oldest);
    },
    of: (guildId) => (guildId === undefined ? [] : (byServer.get(guildId) ?? [])),
  };
}
