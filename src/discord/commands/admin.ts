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
    // A number, as Discord's own description of its API has it; the library's type still knows the string of older ones.
    default_member_permissions: Number(PermissionFlagsBits.ManageGuild) as unknown as string,
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
