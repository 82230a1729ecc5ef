import type { Command } from "../command.ts";
import { named } from "../command-words.ts";
import { EVERYWHERE } from "../everywhere.ts";
import { renderStatus } from "../render-status.ts";

export const statusCommand: Command = {
  data: { ...named("status"), ...EVERYWHERE },

  async run({ reply, collection, services, texts }) {
    await reply.defer("private");
    await reply.send(renderStatus(collection.status, Date.now() - services.startedAt, texts));
  },
};
