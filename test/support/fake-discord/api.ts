import type { Json } from "./json.ts";
import type { ModalValues } from "./modal-submit.ts";
import type { FakeMessage, FakeUser, Fault, FaultMatch, RecordedRequest, SayOptions, Who } from "./types.ts";

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
  /** The preferred language of servers, `en-US` if not given. */
  guildLocale?: string;
  /** Replies come without `referenced_message`, as when Discord did not look it up. */
  omitReferencedMessage?: boolean;
  /**
   * Discord's OpenAPI description of its HTTP API, to check request bodies against. By default
   * `../shared/discord/openapi.json` beside the repository. Where the file is absent the check is skipped silently.
   */
  openApiFile?: string;
  /** Told of every message that the bot writes in a channel. */
  onSent?: (message: FakeMessage) => void;
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
  /** Breaks every open connection without a word. */
  drop(): void;
  /** Asks every client to connect again and resume (opcode 7). */
  requestReconnect(): void;
  /** Declares every session invalid (opcode 9): to be resumed, or else lost with the events that it missed. */
  invalidateSessions(resumable: boolean): void;
  /** Loses every session silently: the next RESUME is answered with opcode 9. */
  forgetSessions(): void;
  /** The next IDENTIFY, or the next few, are answered by closing the connection with this code. */
  refuseIdentify(code: number, times?: number): void;
  /** Sends the last event of this type again to every session, with a new number. */
  repeatLast(type: string): void;
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
  /** A channel in a server that the bot has not joined: only users who installed the application bring it there. */
  readonly foreignChannelId: string;
  readonly foreignGuildId: string;
  /** A group of users, to which the bot does not belong either. */
  readonly groupChannelId: string;
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

  /**
   * A user runs a slash command, a subcommand by its path: `"admin reindex"`, `"/admin users add"`. The command must be
   * registered and offered to this user in this place, and the options must fit it.
   */
  slash(name: string, options?: Record<string, OptionValue>, who?: Who): Promise<InteractionHandle>;
  /** A user types into an option; `options` holds what is typed so far, the focused option included. */
  autocomplete(
    name: string,
    options: Record<string, OptionValue>,
    focused: string,
    who?: Who,
  ): Promise<Choice[]>;
  /** A user runs a command of the message's own menu ("Apps") on it. */
  messageCommand(name: string, on: FakeMessage | InteractionHandle, who?: Who): Promise<InteractionHandle>;
  /** A user presses a button, which must stand in the message. */
  press(on: FakeMessage | InteractionHandle, customId: string, who?: Who): Promise<InteractionHandle>;
  /** A user picks options of a string menu, which must stand in the message. */
  select(
    on: FakeMessage | InteractionHandle,
    customId: string,
    values: string[],
    who?: Who,
  ): Promise<InteractionHandle>;
  /**
   * The user to whom a modal was shown fills it in and sends it. `values` by the custom ids of its controls; what is not
   * given stays as the bot has filled it in.
   */
  submit(shown: InteractionHandle, values?: ModalValues): Promise<InteractionHandle>;
  /** A user writes a message. */
  say(content: string, options?: SayOptions): Promise<FakeMessage>;
  /** The author changes the text of a message. */
  editSaid(messageId: string, content: string): void;
  /** Somebody else deletes a message, the bot's or another. What then fails with 10008 is no problem. */
  removeMessage(messageId: string): void;
  /** A message that the bot sent in an earlier life: for buttons that this version no longer knows. */
  plant(
    body: { content?: string; components?: Json[]; flags?: number; replyTo?: string },
    channelId?: string,
  ): FakeMessage;

  /**
   * The thread is archived: an edit in it is 50083, and a new message opens it again. If it is locked, a new message is
   * 160005; if it is both, 50083. An open thread by `{}`. What then fails is no problem.
   */
  setThread(state: { archived?: boolean; locked?: boolean }): void;
  /** This user takes no direct messages from now on: 50007. */
  closeDms(userId: string): void;
  /**
   * What the bot may do from now on in the server (or in one of its channels), as permission bits: ORDINARY to begin with.
   * What then fails with 50001, 50013 or 160002 is no problem.
   */
  permitBot(permissions: bigint, channelId?: string): void;
  /** The interaction's token has expired: 10062 before it is acknowledged, 50027 after that. */
  expire(interaction: InteractionHandle): void;
  /** Discord no longer knows the interaction: 10062 and 10015. */
  forget(interaction: InteractionHandle): void;

  /** The next requests that match fail as told. Returns what ends the fault early. */
  failNext(match: FaultMatch, how: Fault): () => void;
  readonly gateway: FakeGateway;
  /** Resolves when neither a request nor an event came for a while (150 ms if not given). */
  idle(quietMs?: number): Promise<void>;
  close(): Promise<void>;
};
