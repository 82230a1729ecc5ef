import { ApplicationCommandType, MessageFlags } from "discord.js";
import { describe, expect, it } from "vitest";
import {
  ADMINISTRATOR,
  type Json,
  MANAGE_GUILD,
  ORDINARY,
  SEND_MESSAGES,
  startFakeDiscord,
  USE_EXTERNAL_APPS,
} from "./fake-discord/index.ts";
import { connectBare, connectClient, fieldErrors, QUIET, startFake } from "./fake-discord-bots.ts";

const STRING = 3;
const SUBCOMMAND = 1;
const GROUP = 2;
const named = (name: string, more: Json = {}): Json => ({ name, description: "d", ...more });
const option = (name: string, more: Json = {}) => named(name, { type: STRING, ...more });
const subcommand = (name: string, options: Json[] = []) => named(name, { type: SUBCOMMAND, options });
const group = (name: string, options: Json[]) => named(name, { type: GROUP, options });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

const ADMIN = named("admin", {
  default_member_permissions: String(MANAGE_GUILD),
  options: [
    subcommand("reindex"),
    subcommand("show", [
      option("what", { required: true }),
      option("article", { autocomplete: true }),
      option("limit", { type: 4, max_value: 5 }),
    ]),
    group("users", [subcommand("forget", [option("user")])]),
  ],
});
const FIND = { type: 3, name: "Find in the articles" };
const ASK = named("ask", { options: [option("question")], contexts: [0, 1, 2], integration_types: [0, 1] });
const ADMINISTER = { permissions: ORDINARY | MANAGE_GUILD };
const REPLY = { type: 4, data: { content: "x", allowed_mentions: QUIET } };

describe("registration", () => {
  it("takes subcommands, groups, message commands and localizations at their limits", async () => {
    const { fake, call } = await connectBare();
    const path = `/applications/${fake.applicationId}/commands`;
    const commands = [
      ADMIN,
      named("many", {
        options: many(25, (i) =>
          subcommand(
            `s${i}`,
            many(25, (j) => option(`o${j}`)),
          ),
        ),
      }),
      { ...FIND, name_localizations: { vi: "Tìm trong các bài báo", "zh-CN": "在文章中查找" } },
      ...many(14, (i) => ({ type: 3, name: `Menu ${i}` })),
      named("asked", {
        name_localizations: { vi: "hỏi", "zh-CN": "提问" },
        description_localizations: { vi: "d".repeat(100) },
        contexts: [0, 1, 2],
        integration_types: [0, 1],
        default_member_permissions: "0",
      }),
    ];
    expect(await call("PUT", path, commands)).toMatchObject({ status: 200 });
    expect(fake.commands()).toHaveLength(18);
    expect(fake.commands()[2]).toMatchObject({ type: 3, description: "", name: FIND.name });
    expect(fake.problems).toEqual([]);
  });

  const inOptions = (...options: Json[]) => named("a", { options });
  it.each<[string, Json, string, string]>([
    [
      "a subcommand beside an option",
      inOptions(subcommand("s"), option("o")),
      "options.0",
      "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ],
    [
      "a group in a group",
      inOptions(group("g", [group("h", [])])),
      "options.0.options.0.type",
      "BASE_TYPE_CHOICES",
    ],
    [
      "a value in a group",
      inOptions(group("g", [option("o")])),
      "options.0.options.0.type",
      "BASE_TYPE_CHOICES",
    ],
    [
      "a subcommand in a subcommand",
      inOptions(subcommand("s", [subcommand("t")])),
      "options.0.options.0.type",
      "BASE_TYPE_CHOICES",
    ],
    ["an empty group", inOptions(group("g", [])), "options.0.options", "BASE_TYPE_REQUIRED"],
    ["26 subcommands", inOptions(...many(26, (i) => subcommand(`s${i}`))), "options", "BASE_TYPE_MAX_LENGTH"],
    [
      "26 options of a subcommand",
      inOptions(
        subcommand(
          "s",
          many(26, (i) => option(`o${i}`)),
        ),
      ),
      "options.0.options",
      "BASE_TYPE_MAX_LENGTH",
    ],
    [
      "a subcommand named twice",
      inOptions(subcommand("s"), group("s", [subcommand("t")])),
      "options.1.name",
      "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ],
    ["an unknown type", { ...FIND, type: 9 }, "type", "BASE_TYPE_CHOICES"],
    [
      "a message command with a description",
      { ...FIND, description: "d" },
      "description",
      "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
    ],
    [
      "a message command with options",
      { ...FIND, options: [option("o")] },
      "options",
      "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS",
    ],
    ["a menu name of 33 characters", { type: 3, name: "n".repeat(33) }, "name", "BASE_TYPE_BAD_LENGTH"],
    ["an empty menu name", { type: 3, name: "" }, "name", "BASE_TYPE_BAD_LENGTH"],
    [
      "a localized name with a blank",
      named("a", { name_localizations: { vi: "hỏi bài" } }),
      "name_localizations.vi",
      "APPLICATION_COMMAND_INVALID_NAME",
    ],
    [
      "a localized name with a capital",
      inOptions(option("o", { name_localizations: { vi: "Đề" } })),
      "options.0.name_localizations.vi",
      "APPLICATION_COMMAND_INVALID_NAME",
    ],
    [
      "a localized description of 101 characters",
      named("a", { description_localizations: { vi: "d".repeat(101) } }),
      "description_localizations.vi",
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a language that Discord's client does not have",
      named("a", { name_localizations: { zh: "a" } }),
      "name_localizations.zh",
      "BASE_TYPE_CHOICES",
    ],
    [
      "two options of one name in a language",
      inOptions(
        option("o", { name_localizations: { vi: "x" } }),
        option("p", { name_localizations: { vi: "x" } }),
      ),
      "options.1.name_localizations.vi",
      "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ],
    [
      "more than 8,000 characters in the longest languages",
      inOptions(
        ...many(9, (i) =>
          option(`o${i}`, {
            choices: many(10, (j) => ({
              name: `${j}`,
              name_localizations: { vi: "n".repeat(99) },
              value: `${j}`,
            })),
          }),
        ),
      ),
      "",
      "APPLICATION_COMMAND_TOO_LARGE",
    ],
    ["an unknown context", named("a", { contexts: [3] }), "contexts", "BASE_TYPE_CHOICES"],
    [
      "a context named twice",
      named("a", { contexts: [0, 0] }),
      "contexts",
      "SET_TYPE_ALREADY_CONTAINS_VALUE",
    ],
    [
      "an unknown installation",
      named("a", { integration_types: [2] }),
      "integration_types",
      "BASE_TYPE_CHOICES",
    ],
    [
      "permissions that are no number",
      named("a", { default_member_permissions: "ManageGuild" }),
      "default_member_permissions",
      "NUMBER_TYPE_COERCE",
    ],
  ])("refuses %s", async (_, command, path, code) => {
    const { fake, call } = await connectBare();
    const answer = await call("POST", `/applications/${fake.applicationId}/commands`, command);
    expect(answer).toMatchObject({ status: 400, body: { code: 50035, message: "Invalid Form Body" } });
    expect(fieldErrors(answer.body.errors)[path]).toContain(code);
    expect(fake.commands()).toEqual([]);
  });

  it("refuses a sixteenth message command, and a name that is taken in a language", async () => {
    const sixteen = many(16, (i) => ({ type: 3, name: `Menu ${i}` }));
    await expect(startFakeDiscord({ commands: sixteen })).rejects.toThrow("15 or fewer");
    const [one, two] = ["a", "b"].map((name) => named(name, { name_localizations: { vi: "x" } })) as [
      Json,
      Json,
    ];
    await expect(startFakeDiscord({ commands: [one, two] })).rejects.toThrow(
      '1.name_localizations.vi: "x" is already used [APPLICATION_COMMANDS_DUPLICATE_NAME]',
    );
    await startFake({ commands: [named("same"), { type: 3, name: "same" }] });
  });
});

describe("a subcommand", () => {
  it("comes to the client with its group and options, and completes them", async () => {
    const seen: unknown[] = [];
    const { fake } = await connectClient(await startFake({ commands: [ADMIN] }), {
      async interaction(one) {
        if (one.isAutocomplete()) {
          const { value } = one.options.getFocused(true);
          await one.respond([{ name: `${one.options.getSubcommand()} ${value}`, value: "a" }]);
        } else if (one.isChatInputCommand()) {
          seen.push([one.options.getSubcommandGroup(), one.options.getSubcommand(), one.options.data]);
          await one.reply(one.options.getString("what") ?? "nothing");
        }
      },
    });
    const shown = await fake.slash("admin show", { what: "errors", limit: 3 }, ADMINISTER);
    expect((await shown.reply()).content).toBe("errors");
    await (await fake.slash("/admin users forget", { user: "an" }, ADMINISTER)).reply();
    expect(seen).toMatchObject([
      [null, "show", [{ name: "show", type: 1, options: [{ value: "errors" }, { value: 3 }] }]],
      [
        "users",
        "forget",
        [{ name: "users", type: 2, options: [{ name: "forget", options: [{ value: "an" }] }] }],
      ],
    ]);
    const choices = await fake.autocomplete("admin show", { article: "xin" }, "article", ADMINISTER);
    expect(choices).toEqual([{ name: "show xin", value: "a" }]);
    expect(fake.problems).toEqual([]);
  });

  it("without options carries none, and its reply is named after the whole path", async () => {
    const { fake, call, routes } = await connectBare({ commands: [ADMIN] });
    const ran = await fake.slash("admin reindex", {}, ADMINISTER);
    const { event, callback, original } = await routes();
    expect(event.data).toEqual({
      id: expect.any(String),
      name: "admin",
      type: 1,
      options: [{ name: "reindex", type: 1 }],
    });
    await call("POST", callback, REPLY);
    await ran.reply();
    expect((await call("GET", original)).body).toMatchObject({
      type: 20,
      interaction_metadata: {
        type: 2,
        name: "admin reindex",
        authorizing_integration_owners: { "0": fake.guildId },
      },
    });
  });

  it("must be named, be there, and get options that fit", async () => {
    const { fake } = await connectBare({ commands: [ADMIN] });
    const run = (name: string, options = {}) => fake.slash(name, options, ADMINISTER);
    await expect(run("admin")).rejects.toThrow("/admin needs a subcommand: reindex, show, users");
    await expect(run("admin users")).rejects.toThrow("/admin users needs a subcommand: forget");
    await expect(run("admin burn")).rejects.toThrow('/admin has no subcommand "burn"');
    await expect(run("admin show")).rejects.toThrow('/admin show needs the option "what"');
    await expect(run("admin show", { what: "x", limit: 6 })).rejects.toThrow("is more than 5");
    await expect(fake.autocomplete("admin show", {}, "what", ADMINISTER)).rejects.toThrow(
      "with autocomplete",
    );
  });
});

describe("a message command", () => {
  it("gives the client the message of somebody else with its words", async () => {
    const { fake } = await connectClient(await startFake({ commands: [FIND] }), {
      async interaction(one) {
        if (!one.isMessageContextMenuCommand()) return;
        const { content, author } = one.targetMessage;
        await one.reply({ content: `${author.username}: ${content}`, flags: MessageFlags.Ephemeral });
      },
    });
    const said = await fake.say("no mention in it", { author: { username: "binh" } });
    const found = await fake.messageCommand(FIND.name, said, { username: "an" });
    expect(await found.reply()).toMatchObject({ content: "binh: no mention in it", ephemeral: true });
    expect(fake.problems).toEqual([]);
  });

  it("carries its target as Discord sends it, and is told in what answers it", async () => {
    const { fake, call, routes } = await connectBare({ commands: [FIND] });
    const asked = await fake.say("first", { embeds: [{ title: "A title" }] });
    const said = await fake.say("second", { replyTo: asked.id, ping: false });
    await fake.messageCommand(FIND.name, said);
    const { event, callback, original } = await routes();
    const { data } = event as { data: { resolved: { messages: Record<string, Json> } } };
    expect(data).toMatchObject({ type: ApplicationCommandType.Message, target_id: said.id, name: FIND.name });
    expect(data).not.toHaveProperty("options");
    const target = data.resolved.messages[said.id];
    expect(target).toMatchObject({ id: said.id, content: "second", author: { username: "reader" } });
    expect(target).toMatchObject({ message_reference: { message_id: asked.id } });
    expect(target).not.toHaveProperty("referenced_message");
    expect(event).not.toHaveProperty("message");
    await call("POST", callback, REPLY);
    expect((await call("GET", original)).body).toMatchObject({
      type: 23,
      interaction_metadata: { name: FIND.name, target_message_id: said.id },
    });
    await expect(fake.messageCommand("Find", said)).rejects.toThrow('no command "Find" is registered');
    await expect(fake.slash(FIND.name)).rejects.toThrow("no command /Find is registered");
    fake.removeMessage(said.id);
    await expect(fake.messageCommand(FIND.name, said)).rejects.toThrow("the message is gone");
  });
});

describe("a command comes with", () => {
  it("the languages and permissions of its user and server", async () => {
    const { fake, routes, events } = await connectBare({ commands: [ASK], guildLocale: "vi" });
    await fake.slash("ask", {}, { locale: "zh-CN", permissions: MANAGE_GUILD });
    expect((await routes()).event).toMatchObject({
      locale: "zh-CN",
      guild_locale: "vi",
      guild: { id: fake.guildId, locale: "vi" },
      guild_id: fake.guildId,
      context: 0,
      authorizing_integration_owners: { "0": fake.guildId },
      member: { permissions: "32", user: { username: "reader" } },
      app_permissions: String(ORDINARY),
    });
    await fake.slash("ask", {}, { guildLocale: "fr" });
    expect((await routes()).event).toMatchObject({ locale: "en-US", guild_locale: "fr" });
    expect(events.find(({ t }) => t === "GUILD_CREATE")?.d).toMatchObject({ preferred_locale: "vi" });
    fake.permitBot(ORDINARY & ~SEND_MESSAGES);
    await fake.slash("ask");
    expect((await routes()).event).toMatchObject({ app_permissions: String(ORDINARY & ~SEND_MESSAGES) });
  });

  it("the place it is used in: direct messages, a group, a server without the bot", async () => {
    const { fake, routes } = await connectBare({ commands: [ASK] });
    await fake.slash("ask", {}, { guildId: null });
    const direct = (await routes()).event;
    expect(direct).toMatchObject({
      context: 1,
      authorizing_integration_owners: { "0": "0" },
      channel: { type: 1 },
    });
    for (const field of ["guild", "guild_id", "guild_locale", "member"])
      expect(direct).not.toHaveProperty(field);

    await fake.slash("ask", {}, { channelId: fake.groupChannelId });
    const inGroup = (await routes()).event;
    const { id } = inGroup.user as Json;
    expect(inGroup).toMatchObject({
      context: 2,
      authorizing_integration_owners: { "1": id },
      channel: { type: 3 },
    });
    expect(inGroup).not.toHaveProperty("member");

    await fake.slash("ask", {}, { channelId: fake.foreignChannelId });
    expect((await routes()).event).toMatchObject({
      context: 0,
      guild_id: fake.foreignGuildId,
      authorizing_integration_owners: { "1": id },
      member: { user: { id } },
    });
    await fake.slash("ask", {}, { userInstalled: true });
    expect((await routes()).event).toMatchObject({
      authorizing_integration_owners: { "0": fake.guildId, "1": id },
    });
  });
});

describe("where the bot is not", () => {
  it("it answers by the interaction alone: it hears nothing and may not call", async () => {
    const { fake, call, routes, send, events } = await connectBare({
      commands: [ASK, { ...FIND, integration_types: [1] }],
    });
    const said = await fake.say("unheard", { channelId: fake.foreignChannelId });
    const found = await fake.messageCommand(FIND.name, said);
    const { callback, webhook } = await routes();
    await call("POST", callback, REPLY);
    expect(await found.reply()).toMatchObject({ guildId: fake.foreignGuildId, ephemeral: false });
    const followUp = { content: "y", allowed_mentions: QUIET };
    for (let i = 0; i < 5; i++) expect(await call("POST", webhook, followUp)).toMatchObject({ status: 200 });
    expect(await call("POST", webhook, followUp)).toMatchObject({ status: 400, body: { code: 40094 } });
    expect(events.filter(({ t }) => t.startsWith("MESSAGE"))).toEqual([]);
    expect(await send(followUp, fake.foreignChannelId)).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(fake.problems).toHaveLength(2);
  });

  it("answers are for the user alone if the server lets nobody bring applications", async () => {
    const { fake, call, routes } = await connectBare({ commands: [ASK] });
    const who = { channelId: fake.foreignChannelId, permissions: ORDINARY & ~USE_EXTERNAL_APPS };
    const asked = await fake.slash("ask", {}, who);
    await call("POST", (await routes()).callback, REPLY);
    expect(await asked.ephemeral()).toBe(true);
  });
});

describe("a command is not offered", () => {
  it("outside of its contexts and installations", async () => {
    const commands = [
      named("server", { contexts: [0] }),
      named("mine", { integration_types: [1] }),
      named("direct", { contexts: [1] }),
    ];
    const { fake } = await connectBare({ commands });
    const group = { channelId: fake.groupChannelId };
    await expect(fake.slash("server", {}, { guildId: null })).rejects.toThrow(
      "its contexts do not include 1",
    );
    await expect(fake.slash("direct")).rejects.toThrow("its contexts do not include 0");
    await expect(fake.slash("server", {}, { channelId: fake.foreignChannelId })).rejects.toThrow(
      "/server is not offered here: its integration_types are [0]",
    );
    await expect(fake.slash("mine")).rejects.toThrow("its integration_types are [1]");
    await fake.slash("mine", {}, { userInstalled: true });
    await fake.slash("mine", {}, group);
  });

  it("to members without its permissions, unless the server allows it to them", async () => {
    const { fake } = await connectBare({
      commands: [ADMIN, named("nobody", { default_member_permissions: "0" })],
    });
    await expect(fake.slash("admin reindex")).rejects.toThrow(
      "/admin reindex is not offered to this member: it needs the permissions 32",
    );
    await expect(fake.slash("nobody", {}, ADMINISTER)).rejects.toThrow("needs the permissions 0");
    await fake.slash("admin reindex", {}, ADMINISTER);
    await fake.slash("admin reindex", {}, { allowedByServer: true });
    await fake.slash("nobody", {}, { permissions: ADMINISTRATOR });
    await fake.slash("admin reindex", {}, { guildId: null });
  });

  it("of one server anywhere else", async () => {
    const { fake, call } = await connectBare();
    await call("PUT", `/applications/${fake.applicationId}/guilds/${fake.guildId}/commands`, [named("here")]);
    await fake.slash("here");
    await expect(fake.slash("here", {}, { guildId: null })).rejects.toThrow("no command /here is registered");
  });
});
