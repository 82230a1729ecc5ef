import type { Json } from "./json.ts";

export type FakeUser = { id: string; username: string; bot: boolean };

export type FakeChannel = {
  readonly id: string;
  readonly kind: "text" | "thread" | "dm" | "group";
  /** Null for direct messages and groups. */
  readonly guildId: string | null;
  /** The other side of a direct message. */
  readonly recipient: FakeUser | null;
  /** What the bot may do there, as permission bits. */
  botPermissions: bigint;
  /** Of a thread. */
  archived: boolean;
  locked: boolean;
};

/** Who acts, and where. Nothing given: the user "reader" in the text channel of the server. */
export type Who = {
  userId?: string;
  username?: string;
  /** Null: in the direct messages with the bot. */
  guildId?: string | null;
  channelId?: string;
  /** The language of the user's client, `en-US` if not given. */
  locale?: string;
  /** The language of the server; the option `guildLocale` if not given. */
  guildLocale?: string;
  /** The user's permissions in the channel, as bits; those of an ordinary member if not given. */
  permissions?: bigint;
  /** The server allows the user a command that `default_member_permissions` would keep from him. */
  allowedByServer?: boolean;
  /** The user has installed the application for himself. Outside of the bot's server that is so anyway. */
  userInstalled?: boolean;
};

export type SayOptions = {
  author?: Pick<Who, "userId" | "username">;
  channelId?: string;
  /** In the direct messages between the author and the bot. */
  dm?: boolean;
  /** In the thread of the server. */
  inThread?: boolean;
  /** Ids of users mentioned besides those whose `<@id>` stands in the text. */
  mentions?: string[];
  /** The id of the message this one answers. */
  replyTo?: string;
  /** Whether a reply mentions the author of the message it answers; true if not given, as in Discord's client. */
  ping?: boolean;
  /** The author is a bot. */
  bot?: boolean;
  /** The message comes from a webhook with this id. */
  webhookId?: string;
  /** The message mentions everyone. */
  everyone?: boolean;
  embeds?: Json[];
  attachments?: Json[];
};

export type AnsweredInteraction = {
  id: string;
  type: number;
  user: FakeUser;
  /** Of a command, with its group and subcommand. */
  name?: string;
  /** Type of the command: 1 slash, 3 on a message. */
  commandType?: number;
  /** Who has installed the application: `{"0": server}`, `{"1": user}`, or both. */
  owners: Json;
  /** The message whose button or menu was used. */
  interactedMessageId?: string;
  /** The message that a command was run on. */
  targetMessageId?: string;
  /** The original answer, if this is a follow-up. */
  originalId?: string;
  /** Of a submitted modal: the interaction that it was shown to. */
  triggering?: AnsweredInteraction;
};

/** A message as it stands now, after its edits. */
export type FakeMessage = {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly author: FakeUser;
  content: string;
  components: Json[];
  embeds: Json[];
  attachments: Json[];
  flags: number;
  /** Only the user of the interaction sees it; fixed when the interaction is acknowledged. */
  readonly ephemeral: boolean;
  /** A deferred reply that still shows "is thinking". */
  loading: boolean;
  nonce: string | number | null;
  /** The id of the message it answers. */
  replyTo: string | null;
  /** Ids of the users, and of the roles, that it notifies. */
  mentions: string[];
  roleMentions: string[];
  mentionsEveryone: boolean;
  webhookId: string | null;
  /** The interaction that it answers: what `interaction_metadata` says of it. */
  readonly interaction: AnsweredInteraction | null;
  edits: number;
  deleted: boolean;
  /** Deleted by somebody else, so that the bot is not to blame for coming too late. */
  removed: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  editedAt: number | null;
};

export type RecordedRequest = {
  method: string;
  /** Without the base: `/channels/…/messages`. */
  path: string;
  query: Record<string, string>;
  /** The parsed JSON, or undefined. */
  body: unknown;
  /** What was answered; 0 until then, and for good if the connection was dropped. */
  status: number;
  /** Milliseconds since 1970. */
  at: number;
};

export type FaultMatch = { method?: string; path?: RegExp };

export type Fault = {
  /** Answer with this status and do nothing else. 429 carries Discord's headers, made from the body. */
  status?: number;
  /**
   * Merged into Discord's own for 429: `{ retry_after: 0.05, global: false }`, in seconds. A text is sent as HTML, as
   * proxies do. With a status and no body: `{ message, code: 0 }`.
   */
  body?: Json | string;
  /** Besides, or instead of, what is made from the body. */
  headers?: Record<string, string>;
  /** Wait before the request is looked at. */
  delayMs?: number;
  /** How many requests fail; 1 if not given. */
  times?: number;
  /** Do what was asked nevertheless, before answering with `status`. */
  carriedOut?: boolean;
  /** Do what was asked, then reset the connection instead of answering. */
  dropResponse?: boolean;
  /** Reset the connection and do nothing. */
  dropRequest?: boolean;
  /** Do nothing and never answer; the connection stays open until the client or the fake closes it. */
  hang?: boolean;
};
