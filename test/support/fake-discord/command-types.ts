/** Types of application commands. */
export const CHAT_INPUT = 1;
export const USER_COMMAND = 2;
export const MESSAGE_COMMAND = 3;

/** Types of options. */
export const SUBCOMMAND = 1;
export const SUBCOMMAND_GROUP = 2;
export const STRING_OPTION = 3;
export const INTEGER_OPTION = 4;
export const BOOLEAN_OPTION = 5;
export const NUMBER_OPTION = 10;
export const VALUE_OPTIONS = [3, 4, 5, 6, 7, 8, 9, 10, 11];
export const EVERY_OPTION = [SUBCOMMAND, SUBCOMMAND_GROUP, ...VALUE_OPTIONS];

/** Where an application is installed. */
export const GUILD_INSTALL = 0;
export const USER_INSTALL = 1;

/** Where a command is used: in a server, in the direct messages with the bot, in other direct messages and groups. */
export const IN_GUILD = 0;
export const IN_BOT_DM = 1;
export const IN_PRIVATE_CHANNEL = 2;
