import { ApplicationIntegrationType, InteractionContextType } from "discord.js";

/** A command of a server in which the bot is, and of every place of a user who has installed it for himself. */
export const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};
