/** Gateway intents, by their bits. */
export const GUILDS = 1 << 0;
export const GUILD_MEMBERS = 1 << 1;
export const GUILD_PRESENCES = 1 << 8;
export const GUILD_MESSAGES = 1 << 9;
export const DIRECT_MESSAGES = 1 << 12;
export const MESSAGE_CONTENT = 1 << 15;

/** Refused with close code 4014 unless Discord has granted them to the application. */
export const PRIVILEGED = { GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT };

/** Bits 0 to 16, 20, 21, 24 and 25 have a meaning. */
export const KNOWN_INTENTS = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);
