import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import type { Call, Command } from "../command.ts";
import { named } from "../command-words.ts";
import { reindex } from "../reindex.ts";
import { renderAdminStatus } from "../render-admin-status.ts";

/** For those who may manage the server, unless the server's own settings say otherwise. */
export const adminCommand: Command = {
  data: {
    ...named("admin"),
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    options: [
      { ...named("admin.reindex"), type: ApplicationCommandOptionType.Subcommand },
      { ...named("admin.status"), type: ApplicationCommandOptionType.Subcommand },
    ],
  },

  async run({ subcommand, ...call }) {
    await call.reply.defer("private");
    await (subcommand === "reindex" ? reindex(call) : showStatus(call));
  },
};

const showStatus = ({ reply, collection, services, texts }: Call): Promise<void> =>
  reply.send(renderAdminStatus(collection.status, services, texts));
