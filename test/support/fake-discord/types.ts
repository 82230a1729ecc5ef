import type { Json } from "./json.ts";

/** All times are in milliseconds. */
export type FakeDiscordOptions = {
  /** The only bot token that is accepted; by default an obviously false one in the usual three parts. */
  token?: string;
  /** Global application commands that an earlier start of the bot has registered. */
  commands?: Json[];
  /** How long an interaction may wait for its acknowledgement; Discord's limit is 3,000. */
  acknowledgeWithinMs?: number;
  /** How long an interaction's token can be used; Discord's limit is 15 minutes. */
  tokenLifeMs?: number;
  /** How long an enforced nonce is remembered; Discord says "a few minutes", here 5. */
  nonceMemoryMs?: number;
  /** What HELLO tells the client; Discord's is 41,250. */
  heartbeatIntervalMs?: number;
  /**
   * Discord's OpenAPI description of its HTTP API, to check request bodies against. By default
   * `../shared/discord/openapi.json` beside the repository. Where the file is absent the check is skipped silently.
   */
  openApiFile?: string;
};

export type FakeUser = { id: string; username: string; bot: boolean };

export type FakeChannel = {
  id: string;
  kind: "text" | "thread" | "dm";
  /** Null for a direct message. */
  guildId: string | null;
  /** The other side of a direct message. */
  recipient: FakeUser | null;
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
  /** The interaction that it answers. */
  readonly interaction: { id: string; type: number; user: FakeUser; name?: string } | null;
  edits: number;
  deleted: boolean;
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
  /** Answer with this status and do nothing else. 429 carries `Retry-After`, from `body.retry_after` in seconds. */
  status?: number;
  body?: Json;
  /** Wait before the request is looked at. */
  delayMs?: number;
  /** How many requests fail; 1 if not given. */
  times?: number;
  /** Do what was asked, then reset the connection instead of answering. */
  dropResponse?: boolean;
};

/** What can be seen of an interaction. Every wait ends with an error that says what was waited for. */
export type InteractionHandle = {
  readonly id: string;
  /** From the event to its acknowledgement. Fails if that was refused as late. */
  ackMs(timeoutMs?: number): Promise<number>;
  /** 4 reply, 5 deferred reply, 6 deferred update, 7 update, 8 autocomplete result, 9 modal. */
  ackType(timeoutMs?: number): Promise<number>;
  /** Whether the answer is for this user alone. */
  ephemeral(timeoutMs?: number): Promise<boolean>;
  /** The original reply, once it says something: at once for 4 and 7, after the first edit for 5 and 6. */
  reply(timeoutMs?: number): Promise<FakeMessage>;
  /** A follow-up by its number, 0 the first. */
  followUp(index?: number, timeoutMs?: number): Promise<FakeMessage>;
  /** The modal that was shown. */
  modal(timeoutMs?: number): Promise<Json>;
  readonly followUps: readonly FakeMessage[];
  /** How many edits were made with this interaction's token. */
  readonly edits: number;
};

export type Choice = { name: string; value: string | number };

export type OptionValue = string | number | boolean;

export type FakeGateway = {
  /** Connections made so far. */
  readonly connections: number;
  /** The payloads of every IDENTIFY, refused ones included: token, intents, properties. */
  readonly identifies: readonly Json[];
  /** Payloads of every RESUME. */
  readonly resumes: readonly Json[];
  /** Closes every open connection. Sessions stay resumable, as with Discord, unless the code forbids it. */
  closeAll(code: number): void;
  /** Sends a payload as it is to every open connection, for example `{op: 7, d: null}`. */
  send(payload: Json): void;
  /** Sends any event, numbered, to every session. */
  dispatch(type: string, data: Json): void;
  /** While on, heartbeats get no acknowledgement. */
  ignoreHeartbeats(on: boolean): void;
};

export type FakeDiscord = {
  /** The value for DISCORD_REST_API; the client appends `/v10`. */
  readonly api: string;
  readonly token: string;
  /** Not the id of the bot's user: old applications have two ids. */
  readonly applicationId: string;
  readonly botUser: FakeUser;
  readonly guildId: string;
  readonly channelId: string;
  readonly threadId: string;
  /** The role that Discord made for the bot; `<@&id>` mentions the role, not the bot. */
  readonly botRoleId: string;
  /** The channel of the direct messages between this user and the bot. */
  dmChannelId(userId: string): string;
  /** Every REST request, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Everything refused or wrong, in words; empty at the end of a clean test. */
  readonly problems: string[];
  /** Every message that the bot has sent, oldest first, deleted ones included; not a reply that is only deferred. */
  readonly messages: readonly FakeMessage[];
  /** The registered application commands, global or of one server, as Discord returns them. */
  commands(guildId?: string): Json[];

  /** A user runs a slash command. The command must be registered and the options must fit it. */
  slash(name: string, options?: Record<string, OptionValue>, who?: Who): Promise<InteractionHandle>;
  /** A user types into an option; `options` holds what is typed so far, the focused option included. */
  autocomplete(
    name: string,
    options: Record<string, OptionValue>,
    focused: string,
    who?: Who,
  ): Promise<Choice[]>;
  /** A user presses a button, which must stand in the message. */
  press(on: FakeMessage | InteractionHandle, customId: string, who?: Who): Promise<InteractionHandle>;
  /** A user picks options of a string menu, which must stand in the message. */
  select(
    on: FakeMessage | InteractionHandle,
    customId: string,
    values: string[],
    who?: Who,
  ): Promise<InteractionHandle>;
  /** A user writes a message. */
  say(content: string, options?: SayOptions): Promise<FakeMessage>;
  /** The author changes the text of a message. */
  editSaid(messageId: string, content: string): void;
  /** A message that the bot sent in an earlier life: for buttons that this version no longer knows. */
  plant(body: { content?: string; components?: Json[]; flags?: number }, channelId?: string): FakeMessage;

  /** The next requests that match fail as told. */
  failNext(match: FaultMatch, how: Fault): void;
  readonly gateway: FakeGateway;
  /** Resolves when neither a request nor an event came for a while (150 ms if not given). */
  idle(quietMs?: number): Promise<void>;
  close(): Promise<void>;
};
