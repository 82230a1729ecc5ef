import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Message,
  MessageFlags,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  buttonsOf,
  COMPONENTS_V2,
  type FakeDiscordOptions,
  type Json,
  textOf,
} from "./fake-discord/index.ts";
import { connectBare, connectClient, QUIET, startFake } from "./fake-discord-bots.ts";

const ASK = {
  name: "ask",
  description: "Ask the articles",
  options: [
    { type: 3, name: "question", description: "What to ask", required: true },
    { type: 3, name: "source", description: "One article", autocomplete: true },
    { type: 4, name: "limit", description: "How many quotes", min_value: 1, max_value: 25 },
    { type: 5, name: "private", description: "Only for you" },
  ],
};
const text = (content: string) => ({ type: 10, content });
const button = (custom_id: string, more: Json = {}) => ({
  type: 2,
  style: 2,
  label: "More",
  custom_id,
  ...more,
});
const section = (content: string, accessory: Json) => ({ type: 9, components: [text(content)], accessory });

describe("with the real client", () => {
  it("logs in, sees its server, and keeps the two ids apart", async () => {
    const { client, fake } = await connectClient(await startFake());
    expect(client.user.id).toBe(fake.botUser.id);
    expect(client.application.id).toBe(fake.applicationId);
    expect(fake.applicationId).not.toBe(fake.botUser.id);
    expect([...client.channels.cache.keys()].sort()).toEqual([fake.channelId, fake.threadId].sort());
    expect(fake.gateway.identifies).toMatchObject([{ token: fake.token, intents: 1 + 512 + 4096 }]);
    expect(fake.problems).toEqual([]);
  });

  it("runs a slash command from the deferral to an edited components-v2 reply", async () => {
    const { fake } = await connectClient(await startFake({ commands: [ASK] }), {
      async interaction(one) {
        if (!one.isChatInputCommand()) return;
        await one.deferReply({ flags: MessageFlags.Ephemeral });
        const components = [section(`you asked: ${one.options.getString("question")}`, button("more"))];
        await one.editReply({ components, flags: MessageFlags.IsComponentsV2 });
        await one.followUp({ content: `limit ${one.options.getInteger("limit")}` });
      },
    });
    const asked = await fake.slash("ask", { question: "why?", limit: 2 });
    expect(await asked.ackType()).toBe(5);
    expect(await asked.ackMs()).toBeLessThan(3000);
    expect(await asked.ephemeral()).toBe(true);
    const reply = await asked.reply();
    expect(textOf(reply)).toBe("you asked: why?");
    expect(reply).toMatchObject({ ephemeral: true, flags: COMPONENTS_V2, channelId: fake.channelId });
    expect((await asked.followUp()).content).toBe("limit 2");
    expect(asked.edits).toBe(1);
    expect(fake.messages).toHaveLength(2);
    expect(fake.problems).toEqual([]);
  });

  it("runs an immediate reply in direct messages, and hands back its message", async () => {
    let shownId: string | undefined;
    const { fake } = await connectClient(await startFake({ commands: [ASK] }), {
      async interaction(one) {
        if (!one.isChatInputCommand()) return;
        const { resource } = await one.reply({ content: `in guild: ${one.inGuild()}`, withResponse: true });
        shownId = resource?.message?.id;
      },
    });
    const asked = await fake.slash("ask", { question: "why?" }, { guildId: null, locale: "vi" });
    const reply = await asked.reply();
    expect(reply).toMatchObject({ content: "in guild: false", guildId: null, ephemeral: false });
    await expect.poll(() => shownId).toBe(reply.id);
    expect(fake.problems).toEqual([]);
  });

  it("asks for choices while a user types", async () => {
    const { fake } = await connectClient(await startFake({ commands: [ASK] }), {
      async interaction(one) {
        if (one.isAutocomplete())
          await one.respond([{ name: `for ${one.options.getFocused()}`, value: "a.txt" }]);
      },
    });
    const choices = await fake.autocomplete("ask", { question: "why?", source: "xin" }, "source");
    expect(choices).toEqual([{ name: "for xin", value: "a.txt" }]);
    expect(fake.problems).toEqual([]);
  });

  it("presses buttons of public and of ephemeral messages, and selects from menus", async () => {
    const menu = { type: 3, custom_id: "menu", options: [{ label: "A", value: "a" }] };
    const { fake } = await connectClient(await startFake({ commands: [ASK] }), {
      async interaction(one) {
        if (one.isChatInputCommand()) {
          const components = [
            { type: 1, components: [button("peek")] },
            { type: 1, components: [menu] },
          ];
          await one.reply({ components });
        } else if (one.isButton() && one.customId === "peek") {
          await one.deferReply({ flags: MessageFlags.Ephemeral });
          await one.editReply({
            content: "a peek",
            components: [{ type: 1, components: [button("close")] }],
          });
        } else if (one.isButton()) {
          await one.update({ content: "closed", components: [] });
        } else if (one.isStringSelectMenu()) {
          await one.deferUpdate();
          await one.editReply({ content: one.values.join() });
        }
      },
    });
    const asked = await fake.slash("ask", { question: "why?" }, { username: "an" });
    const peeked = await fake.press(asked, "peek", { username: "binh" });
    expect(await peeked.reply()).toMatchObject({ content: "a peek", ephemeral: true });
    await expect(fake.press(peeked, "close", { userId: fake.botUser.id })).rejects.toThrow(/only binh sees/);
    const closed = await fake.press(peeked, "close");
    expect(await closed.ackType()).toBe(7);
    expect(await closed.reply()).toMatchObject({ content: "closed", ephemeral: true });
    const selected = await fake.select(asked, "menu", ["a"]);
    expect(await selected.ackType()).toBe(6);
    expect((await selected.reply()).content).toBe("a");
    await expect(fake.press(asked, "nowhere")).rejects.toThrow(/no button "nowhere"/);
    await expect(fake.select(asked, "menu", ["b"])).rejects.toThrow(/does not offer "b"/);
    expect(fake.problems).toEqual([]);
  });

  it("carries a mention, its thread, direct messages, and the reply with its nonce", async () => {
    const { fake, client } = await connectClient(await startFake(), {
      async message(one) {
        if (one.author.bot || !(one.mentions.has(client.user) || one.channel.isDMBased())) return;
        await one.reply({
          content: `heard: ${one.content}`,
          nonce: one.id,
          enforceNonce: true,
          failIfNotExists: false,
        });
      },
    });
    const asked = await fake.say(`<@${client.user.id}> why?`, { inThread: true });
    const written = await fake.say("in private", { dm: true });
    await fake.say("to nobody");
    await expect.poll(() => fake.messages.length).toBe(2);
    await fake.idle();
    expect(fake.messages).toMatchObject([
      {
        content: `heard: <@${client.user.id}> why?`,
        channelId: fake.threadId,
        replyTo: asked.id,
        nonce: asked.id,
      },
      { content: "heard: in private", channelId: fake.dmChannelId(written.author.id), guildId: null },
    ]);
    expect(fake.messages.flatMap(({ mentions }) => mentions)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("shows the text of a message only where the Message Content intent is not needed", async () => {
    const seen: { content: string; everyone: boolean; webhook: boolean }[] = [];
    const edits: string[] = [];
    const { fake, client } = await connectClient(await startFake(), {
      message: (one) =>
        seen.push({ content: one.content, everyone: one.mentions.everyone, webhook: one.webhookId !== null }),
    });
    client.on(Events.MessageUpdate, (_, after) => edits.push(after.content));
    const plain = await fake.say("plain words");
    await fake.say(`<@&${fake.botRoleId}> the role`);
    await fake.say("all of you", { everyone: true });
    await fake.say("from a hook", { webhookId: "123456789012345678" });
    const own = await (
      client.channels.cache.get(fake.channelId) as { send(text: string): Promise<Message> }
    ).send("own");
    await fake.say("a reply", { replyTo: own.id });
    await fake.say("a silent reply", { replyTo: own.id, ping: false });
    await fake.say("words in private", { dm: true });
    fake.editSaid(plain.id, `<@${client.user.id}> after all`);
    await expect.poll(() => edits.length).toBe(1);
    expect(seen).toEqual([
      { content: "", everyone: false, webhook: false },
      { content: "", everyone: false, webhook: false },
      { content: "", everyone: true, webhook: false },
      { content: "", everyone: false, webhook: true },
      { content: "own", everyone: false, webhook: false },
      { content: "a reply", everyone: false, webhook: false },
      { content: "", everyone: false, webhook: false },
      { content: "words in private", everyone: false, webhook: false },
    ]);
    expect(edits).toEqual([`<@${client.user.id}> after all`]);
  });

  it("registers commands, keeps the ids of known ones, and returns them as Discord does", async () => {
    const { fake, client } = await connectClient(await startFake());
    const commands = [ASK] as RESTPostAPIApplicationCommandsJSONBody[];
    const first = await client.application.commands.set(commands);
    const again = await client.application.commands.set(commands);
    expect([...again.keys()]).toEqual([...first.keys()]);
    await client.application.commands.create({ name: "here", description: "In this server" }, fake.guildId);
    expect(fake.commands(fake.guildId)).toMatchObject([{ name: "here", guild_id: fake.guildId }]);
    const listed = (await client.rest.get(`/applications/${fake.applicationId}/commands`)) as Json[];
    expect(listed).toMatchObject([
      { name: "ask", nsfw: false, contexts: null, default_member_permissions: null },
    ]);
    expect(listed[0]).not.toHaveProperty("name_localizations");
    expect(listed[0]).toHaveProperty("options.3", { type: 5, name: "private", description: "Only for you" });
    await client.application.commands.edit(first.firstKey() as string, { description: "Changed" });
    expect(fake.commands()).toMatchObject([{ description: "Changed", options: [{}, {}, {}, {}] }]);
    await client.application.commands.delete(first.firstKey() as string);
    expect(fake.commands()).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("makes no second message when the response to an enforced nonce was lost", async () => {
    const { fake, client } = await connectClient(await startFake());
    const channel = client.channels.cache.get(fake.channelId);
    if (!channel?.isSendable()) throw new Error("no channel");
    fake.failNext({ method: "POST", path: /\/messages$/ }, { dropResponse: true });
    const sent = await channel.send({ content: "once", nonce: "42", enforceNonce: true });
    expect(fake.messages.map(({ id }) => id)).toEqual([sent.id]);
    fake.failNext({ method: "POST", path: /\/messages$/ }, { dropResponse: true });
    await channel.send({ content: "twice" });
    expect(fake.messages).toHaveLength(3);
    expect(fake.requests.at(-1)?.body).toMatchObject({ content: "twice" });
    expect(fake.requests.filter(({ method }) => method === "POST").map(({ status }) => status)).toEqual([
      0, 200, 0, 200,
    ]);
    expect(fake.problems).toEqual([]);
  });

  it("fails requests as told: a rate limit is waited out, an error of the server is tried again", async () => {
    const { fake, client } = await connectClient(await startFake());
    fake.failNext({ path: /users\/@me/ }, { status: 429, body: { retry_after: 0.02 } });
    fake.failNext({ path: /users\/@me/ }, { status: 502, times: 2, delayMs: 5 });
    await client.rest.get("/users/@me");
    const statuses = fake.requests.filter(({ path }) => path === "/users/@me").map(({ status }) => status);
    expect(statuses).toEqual([429, 502, 502, 200]);
    expect(fake.problems).toEqual([]);
  });

  it("lets a broken connection resume, with the events it missed", async () => {
    const heard: string[] = [];
    const { fake, client } = await connectClient(await startFake(), {
      message: (one) => heard.push(one.content),
    });
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    fake.gateway.closeAll(4000);
    await fake.say(`<@${client.user.id}> meanwhile`);
    await resumed;
    await expect.poll(() => heard).toEqual([`<@${client.user.id}> meanwhile`]);
    expect(fake.gateway.connections).toBe(2);
    expect(fake.gateway.resumes).toHaveLength(1);
    expect(fake.gateway.identifies).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("answers heartbeats, or not: then the client takes the connection for dead and resumes", async () => {
    const { fake, client } = await connectClient(await startFake({ heartbeatIntervalMs: 100 }));
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    fake.gateway.ignoreHeartbeats(true);
    await resumed;
    expect(fake.gateway.resumes.length).toBeGreaterThan(0);
  });

  it("refuses privileged intents", async () => {
    const fake = await startFake();
    const client = new Client({
      intents: [GatewayIntentBits.MessageContent],
      rest: { api: fake.api, version: "10" },
    });
    onTestFinished(() => client.destroy());
    const closed = new Promise<{ code: number }>((resolve) => client.once(Events.ShardDisconnect, resolve));
    client.on(Events.ShardError, () => {});
    client.login(fake.token).catch(() => {});
    expect((await closed).code).toBe(4014);
    expect(fake.problems).toEqual(["gateway: closed with 4014: disallowed intents: MESSAGE_CONTENT"]);
  });

  it("refuses a wrong token", async () => {
    const fake = await startFake();
    const client = new Client({ intents: [], rest: { api: fake.api, version: "10" } });
    await expect(client.login("another.wrong.token")).rejects.toMatchObject({ code: "TokenInvalid" });
    expect(fake.problems).toEqual([
      "GET /gateway/bot: 401 401: Unauthorized (0): the bot token is wrong or missing",
    ]);
  });

  it("gives the client Discord's errors", async () => {
    const { fake, client } = await connectClient(await startFake());
    const refused = client.rest.post(`/channels/${fake.channelId}/messages`, { body: { content: "" } });
    await expect(refused).rejects.toBeInstanceOf(DiscordAPIError);
    await expect(refused).rejects.toMatchObject({ code: 50006, status: 400 });
  });
});

/** A bot of bare HTTP that knows /ask. */
async function bare(options?: FakeDiscordOptions) {
  const bot = await connectBare({ commands: [ASK], ...options });
  return {
    ...bot,
    async ask() {
      const handle = await bot.fake.slash("ask", { question: "why?" });
      return { handle, ...(await bot.routes()) };
    },
  };
}

describe("message bodies", () => {
  const v2 = (...components: unknown[]): Json => ({
    components,
    flags: COMPONENTS_V2,
    allowed_mentions: QUIET,
  });
  const row = (...components: unknown[]) => ({ type: 1, components });
  const texts = (count: number, content = "x") => Array.from({ length: count }, () => text(content));
  const menu = (more: Json = {}) => ({
    type: 3,
    custom_id: "m",
    options: [{ label: "A", value: "a" }],
    ...more,
  });
  const options = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ label: `${i}`, value: `${i}` }));
  const pictures = (count: number) => ({
    type: 12,
    items: Array.from({ length: count }, () => ({ media: { url: "https://example.org/a.png" } })),
  });

  it("are accepted at their limits", async () => {
    const { fake, send } = await bare();
    const accepted = [
      { content: "x".repeat(2000), allowed_mentions: QUIET, nonce: "n".repeat(25) },
      v2(...texts(40)),
      v2(text("x".repeat(4000))),
      v2({
        type: 17,
        accent_color: 0xffffff,
        components: [text("x"), { type: 14, spacing: 2 }, pictures(10)],
      }),
      v2({ type: 9, components: texts(3), accessory: button("c".repeat(100), { label: "l".repeat(80) }) }),
      v2(section("x", { type: 11, media: { url: "https://example.org/a.png" } })),
      v2(row(...["a", "b", "c", "d", "e"].map((id) => button(id))), row(menu({ options: options(25) }))),
      v2(row({ type: 2, style: 5, label: "Open", url: "https://example.org" }, button("f", { id: 7 }))),
      { components: Array.from({ length: 5 }, (_, i) => row(button(`b${i}`))) },
    ];
    for (const body of accepted) expect(await send(body)).toMatchObject({ status: 200 });
    expect(fake.problems).toEqual([]);
  });

  const LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";
  const refusedBodies: [what: string, body: Json, pathAndCode: string][] = [
    ["content over 2,000 characters", { content: "x".repeat(2001) }, "content BASE_TYPE_MAX_LENGTH"],
    ["content beside components v2", { ...v2(text("x")), content: "x" }, `content ${LEGACY}`],
    ["embeds beside components v2", { ...v2(text("x")), embeds: [{ title: "x" }] }, `embeds ${LEGACY}`],
    ["a poll beside components v2", { ...v2(text("x")), poll: {} }, `poll ${LEGACY}`],
    [
      "stickers beside components v2",
      { ...v2(text("x")), sticker_ids: ["123456789012345678"] },
      `sticker_ids ${LEGACY}`,
    ],
    ["a text display without the flag", { components: [text("x")] }, "components.0 UNION_TYPE_CHOICES"],
    ["an unknown component", v2({ type: 99 }), "components.0 UNION_TYPE_CHOICES"],
    ["a button at the top", v2(button("a")), "components.0 UNION_TYPE_CHOICES"],
    [
      "a container in a container",
      v2({ type: 17, components: [{ type: 17, components: [text("x")] }] }),
      "components.0.components.0 UNION_TYPE_CHOICES",
    ],
    [
      "41 components, nested ones and accessories counted",
      v2({ type: 17, components: [...texts(37), section("x", button("a"))] }),
      "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ],
    [
      "text displays over 4,000 characters in all",
      v2(...texts(2, "x".repeat(2001))),
      "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ],
    ["an empty text display", v2(text("")), "components.0.content BASE_TYPE_BAD_LENGTH"],
    [
      "a section of four texts",
      v2({ type: 9, components: texts(4), accessory: button("a") }),
      "components.0.components BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a section without texts",
      v2({ type: 9, components: [], accessory: button("a") }),
      "components.0.components BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a section without an accessory",
      v2({ type: 9, components: texts(1) }),
      "components.0.accessory BASE_TYPE_REQUIRED",
    ],
    ["a section with a menu", v2(section("x", menu())), "components.0.accessory UNION_TYPE_CHOICES"],
    [
      "a colour past white",
      v2({ type: 17, accent_color: 0x1000000, components: texts(1) }),
      "components.0.accent_color NUMBER_TYPE_RANGE",
    ],
    ["an empty row", v2(row()), "components.0.components BASE_TYPE_BAD_LENGTH"],
    [
      "six buttons in a row",
      v2(row(...["a", "b", "c", "d", "e", "f"].map((id) => button(id)))),
      "components.0.components BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a menu beside a button",
      v2(row(menu(), button("a"))),
      "components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ],
    [
      "six rows without the flag",
      { components: Array.from({ length: 6 }, (_, i) => row(button(`b${i}`))) },
      "components BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a custom id over 100 characters",
      v2(row(button("c".repeat(101)))),
      "components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a button without a custom id",
      v2(row({ type: 2, style: 1, label: "x" })),
      "components.0.components.0.custom_id BASE_TYPE_REQUIRED",
    ],
    [
      "a custom id used twice",
      v2(row(button("a")), section("x", button("a"))),
      "components.1.accessory.custom_id COMPONENT_CUSTOM_ID_DUPLICATED",
    ],
    [
      "a component id used twice",
      v2({ ...text("x"), id: 5 }, { ...text("y"), id: 5 }),
      "components.1.id COMPONENT_ID_DUPLICATED",
    ],
    [
      "a label over 80 characters",
      v2(row(button("a", { label: "l".repeat(81) }))),
      "components.0.components.0.label BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a button without label and emoji",
      v2(row({ type: 2, style: 1, custom_id: "a" })),
      "components.0.components.0 BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
    ],
    [
      "a link without url",
      v2(row({ type: 2, style: 5, label: "x" })),
      "components.0.components.0.url BASE_TYPE_REQUIRED",
    ],
    [
      "a link with a custom id",
      v2(row(button("a", { style: 5, url: "https://example.org" }))),
      "components.0.components.0.custom_id BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ],
    [
      "a menu of 26 options",
      v2(row(menu({ options: options(26) }))),
      "components.0.components.0.options BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a menu without options",
      v2(row(menu({ options: [] }))),
      "components.0.components.0.options BASE_TYPE_BAD_LENGTH",
    ],
    [
      "an option label over 100 characters",
      v2(row(menu({ options: [{ label: "l".repeat(101), value: "a" }] }))),
      "components.0.components.0.options.0.label BASE_TYPE_BAD_LENGTH",
    ],
    ["a separator of spacing 3", v2({ type: 14, spacing: 3 }), "components.0.spacing NUMBER_TYPE_RANGE"],
    ["a gallery of 11", v2(pictures(11)), "components.0.items BASE_TYPE_BAD_LENGTH"],
    ["a nonce over 25 characters", { content: "x", nonce: "n".repeat(26) }, "nonce NONCE_TYPE_TOO_LONG"],
  ];
  it.each(refusedBodies)("are refused: %s", async (_, body, pathAndCode) => {
    const [path = "", code] = pathAndCode.split(" ");
    const { fake, send } = await bare();
    const answer = await send({ allowed_mentions: QUIET, ...body });
    expect(answer).toMatchObject({ status: 400, body: { code: 50035, message: "Invalid Form Body" } });
    const at = path
      .split(".")
      .reduce<Json | undefined>((node, key) => node?.[key] as Json, answer.body.errors as Json);
    expect(at?._errors).toEqual(expect.arrayContaining([{ code, message: expect.any(String) }]));
    expect(fake.problems[0]).toContain(`${path}: `);
    expect(fake.messages).toEqual([]);
  });

  it("are refused when they are empty", async () => {
    const { fake, send } = await bare();
    expect(await send({})).toMatchObject({ status: 400, body: { code: 50006 } });
    expect(await send({ content: " ", allowed_mentions: QUIET })).toMatchObject({
      status: 400,
      body: { code: 50006 },
    });
    expect(fake.problems).toHaveLength(2);
  });

  it("fail, as on Discord, when their text displays hold more bytes than it stores", async () => {
    const { fake, send } = await bare();
    expect(await send(v2(text("字".repeat(3386))))).toMatchObject({ status: 200 });
    expect(await send(v2(text("字".repeat(3387))))).toMatchObject({ status: 500, body: { code: 0 } });
    expect(fake.problems).toMatchObject([expect.stringContaining("UTF-8 bytes")]);
  });

  it("are a problem, though accepted, if their text may mention someone", async () => {
    const { fake, send } = await bare();
    const content = `<@${fake.botUser.id}>`;
    await send({ content });
    await send({ content, allowed_mentions: { parse: ["users"] } });
    await send(v2(text(content)));
    await send({ ...v2(text(content)), allowed_mentions: {} });
    expect(fake.messages.map(({ mentions }) => mentions.length)).toEqual([1, 1, 0, 0]);
    expect(fake.problems).toEqual([
      expect.stringContaining("allowed_mentions is missing"),
      expect.stringContaining('allowed_mentions.parse must be [], not ["users"]'),
      expect.stringContaining("allowed_mentions.parse must be [], not undefined"),
    ]);
  });

  it("lose an ephemeral flag outside of interactions, which is a problem", async () => {
    const { fake, send } = await bare();
    await send({ content: "x", flags: 64, allowed_mentions: QUIET });
    expect(fake.messages).toMatchObject([{ ephemeral: false }]);
    expect(fake.problems).toEqual([expect.stringContaining("the ephemeral flag counts only")]);
  });

  it("with an enforced nonce give the first message again, in one channel and for a while", async () => {
    const body = { content: "x", nonce: "1", enforce_nonce: true, allowed_mentions: QUIET };
    const { fake, call, send } = await bare();
    const first = await send(body);
    expect((await send(body)).body.id).toBe(first.body.id);
    await call("POST", `/channels/${fake.threadId}/messages`, body);
    expect(fake.messages).toHaveLength(2);
    expect(fake.problems).toEqual([]);
    const forgetful = await bare({ nonceMemoryMs: 0 });
    expect((await forgetful.send(body)).body.id).not.toBe((await forgetful.send(body)).body.id);
  });

  it("may answer an unknown message only with fail_if_not_exists false", async () => {
    const { fake, send } = await bare();
    const body = { content: "x", allowed_mentions: QUIET };
    const message_id = "123456789012345678";
    const refused = await send({ ...body, message_reference: { message_id } });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: { message_reference: { _errors: [{}] } } },
    });
    const accepted = await send({ ...body, message_reference: { message_id, fail_if_not_exists: false } });
    expect(accepted).toMatchObject({ status: 200, body: { type: 0 } });
    expect(fake.problems).toHaveLength(1);
  });

  it("edit a message, but cannot take the components-v2 flag away", async () => {
    const { fake, call, send } = await bare();
    const { body: sent } = await send(v2(text("one")));
    const path = `/channels/${fake.channelId}/messages/${sent.id}`;
    const components = [text("two")];
    expect(await call("PATCH", path, { components, allowed_mentions: QUIET })).toMatchObject({ status: 200 });
    expect(fake.messages.map(textOf)).toEqual(["two"]);
    expect(await call("PATCH", path, { flags: 0 })).toMatchObject({ status: 400 });
    expect(await call("PATCH", path, { content: "x", allowed_mentions: QUIET })).toMatchObject({
      status: 400,
    });
    expect(await call("PATCH", path, { components: [] })).toMatchObject({ body: { code: 50006 } });
    expect((await call("GET", path)).body).toMatchObject({
      components: [{ content: "two", id: 1 }],
      flags: COMPONENTS_V2,
    });
    const said = await fake.say("mine");
    const others = `/channels/${fake.channelId}/messages/${said.id}`;
    expect(await call("PATCH", others, { content: "x", allowed_mentions: QUIET })).toMatchObject({
      body: { code: 50005 },
    });
    expect(await call("DELETE", path)).toMatchObject({ status: 204 });
    expect(await call("GET", path)).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  it("are checked against an OpenAPI description where there is one, and only there", async () => {
    const folder = await mkdtemp(join(tmpdir(), "openapi-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const schema = { type: "object", properties: { content: { maxLength: 3 } } };
    const post = { requestBody: { content: { "application/json": { schema } } } };
    const openApiFile = join(folder, "openapi.json");
    await writeFile(openApiFile, JSON.stringify({ paths: { "/channels/{channel_id}/messages": { post } } }));
    const body = { content: "four", allowed_mentions: QUIET };
    const described = await bare({ openApiFile });
    expect(await described.send(body)).toMatchObject({ status: 200 });
    expect(described.fake.problems).toEqual([expect.stringContaining("/content must NOT have more than 3")]);
    const undescribed = await bare({ openApiFile: join(folder, "absent.json") });
    await undescribed.send(body);
    expect(undescribed.fake.problems).toEqual([]);
  });
});

describe("interactions", () => {
  const reply = { type: 4, data: { content: "x", allowed_mentions: QUIET } };
  const deferral = { type: 5, data: { flags: 64 } };
  const edit = { content: "y", allowed_mentions: QUIET };

  it("refuse a late acknowledgement", async () => {
    const { fake, call, ask } = await bare({ acknowledgeWithinMs: 30 });
    const { handle, callback } = await ask();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await call("POST", callback, reply)).toMatchObject({ status: 404, body: { code: 10062 } });
    await expect(handle.ackMs()).rejects.toThrow(/too late/);
    expect(fake.problems).toEqual([
      "/ask was not acknowledged within 30 ms",
      expect.stringContaining("/ask was acknowledged after"),
    ]);
  });

  it("refuse a second acknowledgement", async () => {
    const { fake, call, ask } = await bare();
    const { callback } = await ask();
    expect(await call("POST", callback, deferral)).toMatchObject({ status: 204 });
    expect(await call("POST", callback, reply)).toMatchObject({ status: 400, body: { code: 40060 } });
    expect(fake.problems).toHaveLength(1);
  });

  it("refuse wrong ids and tokens", async () => {
    const { fake, call, ask } = await bare();
    const { callback, webhook } = await ask();
    const wrongToken = callback.replace(/\/[^/]+\/callback/, "/wrong/callback");
    expect(await call("POST", wrongToken, reply)).toMatchObject({ status: 404, body: { code: 10062 } });
    const wrongId = callback.replace(/\d{17,}/, "123456789012345678");
    expect(await call("POST", wrongId, reply)).toMatchObject({ status: 404, body: { code: 10062 } });
    await call("POST", callback, reply);
    const wrongApplication = webhook.replace(fake.applicationId, fake.botUser.id);
    expect(await call("POST", wrongApplication, edit)).toMatchObject({ status: 404, body: { code: 10015 } });
    const wrongMessage = `${webhook}/messages/123456789012345678`;
    expect(await call("PATCH", wrongMessage, edit)).toMatchObject({ status: 404, body: { code: 10008 } });
    expect(fake.problems).toHaveLength(4);
  });

  it("refuse a wrong message, and can then still be acknowledged", async () => {
    const { fake, call, ask } = await bare();
    const { callback, handle } = await ask();
    const wrong = { type: 4, data: { components: [text("x")], allowed_mentions: QUIET } };
    expect(await call("POST", callback, wrong)).toMatchObject({
      status: 400,
      body: { errors: { data: { components: { "0": { _errors: [{ code: "UNION_TYPE_CHOICES" }] } } } } },
    });
    expect(await call("POST", callback, reply)).toMatchObject({ status: 204 });
    expect((await handle.reply()).content).toBe("x");
    expect(fake.problems).toHaveLength(1);
  });

  it("refuse edits and follow-ups before the acknowledgement", async () => {
    const { call, ask } = await bare();
    const { original, webhook } = await ask();
    expect(await call("PATCH", original, edit)).toMatchObject({ status: 404, body: { code: 10015 } });
    expect(await call("POST", webhook, edit)).toMatchObject({ status: 404, body: { code: 10015 } });
  });

  it("refuse an expired token", async () => {
    const { call, ask } = await bare({ tokenLifeMs: 30 });
    const { callback, original } = await ask();
    await call("POST", callback, deferral);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await call("PATCH", original, edit)).toMatchObject({ status: 401, body: { code: 50027 } });
  });

  it("fix at the deferral whether the reply is ephemeral, and let the first follow-up fill it", async () => {
    const { fake, call, ask } = await bare();
    const first = await ask();
    await call("POST", first.callback, { type: 5 });
    await call("PATCH", first.original, { ...edit, flags: 64 });
    expect(await first.handle.reply()).toMatchObject({ content: "y", ephemeral: false });
    expect(fake.problems).toEqual([expect.stringContaining("the ephemeral flag counts only")]);
    const second = await ask();
    await call("POST", second.callback, deferral);
    await call("POST", second.webhook, edit);
    await call("POST", second.webhook, { ...edit, content: "z" });
    expect(await second.handle.reply()).toMatchObject({ content: "y", ephemeral: true });
    expect(second.handle.followUps).toMatchObject([{ content: "z", ephemeral: false }]);
  });

  it("answer with_response, show the original, and delete it", async () => {
    const { fake, call, ask } = await bare();
    const { callback, original } = await ask();
    const answer = await call("POST", `${callback}?with_response=true`, deferral);
    expect(answer).toMatchObject({
      status: 200,
      body: { interaction: { response_message_loading: true, response_message_ephemeral: true } },
    });
    expect(fake.messages).toEqual([]);
    await call("PATCH", original, edit);
    expect((await call("GET", original)).body).toMatchObject({ content: "y", flags: 64 });
    expect(await call("DELETE", original)).toMatchObject({ status: 204 });
    expect(await call("GET", original)).toMatchObject({ status: 404, body: { code: 10008 } });
    expect(fake.messages).toMatchObject([{ deleted: true }]);
  });

  it("take only the callbacks that fit them", async () => {
    const { fake, call, ask } = await bare();
    const { callback } = await ask();
    for (const type of [1, 6, 7, 8, 99]) {
      expect(await call("POST", callback, { type, data: {} })).toMatchObject({
        status: 400,
        body: { code: 50035 },
      });
    }
    expect(await call("POST", callback, reply)).toMatchObject({ status: 204 });
    expect(fake.messages).toHaveLength(1);
  });

  it.each([
    ["26 choices", Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` })), "choices"],
    ["a name over 100 characters", [{ name: "n".repeat(101), value: "a" }], "name"],
    ["an empty name", [{ name: "", value: "a" }], "name"],
    ["an empty value", [{ name: "n", value: "" }], "value"],
  ])("refuse autocomplete results: %s", async (_, choices, field) => {
    const { fake, call, routes } = await bare();
    const chosen = fake.autocomplete("ask", { source: "x" }, "source");
    const { callback: path } = await routes();
    expect(await call("POST", path, { type: 8, data: { choices } })).toMatchObject({ status: 400 });
    expect(fake.problems[0]).toContain(field);
    await call("POST", path, { type: 8, data: { choices: [] } });
    expect(await chosen).toEqual([]);
  });

  it("refuse a late autocomplete result", async () => {
    const { fake, call, routes } = await bare({ acknowledgeWithinMs: 30 });
    const chosen = expect(fake.autocomplete("ask", {}, "source")).rejects.toThrow(/too late/);
    const { callback: path } = await routes();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await call("POST", path, { type: 8, data: { choices: [] } })).toMatchObject({
      body: { code: 10062 },
    });
    await chosen;
  });

  it("show a modal, and refuse one that is too long", async () => {
    const { fake, call, ask } = await bare();
    const { callback, handle } = await ask();
    const input = { type: 1, components: [{ type: 4, custom_id: "i", label: "Name", style: 1 }] };
    const modal = { custom_id: "m", title: "A title", components: [input] };
    const long = { ...modal, title: "t".repeat(46) };
    expect(await call("POST", callback, { type: 9, data: long })).toMatchObject({ status: 400 });
    expect(await call("POST", callback, { type: 9, data: { ...modal, components: [] } })).toMatchObject({
      status: 400,
    });
    const six = { ...modal, components: Array(6).fill(input) };
    expect(await call("POST", callback, { type: 9, data: six })).toMatchObject({ status: 400 });
    expect(await call("POST", callback, { type: 9, data: modal })).toMatchObject({ status: 204 });
    expect(await handle.modal()).toEqual(modal);
    await expect(handle.reply()).rejects.toThrow(/callback type 9/);
    expect(fake.problems.length).toBeGreaterThanOrEqual(3);
  });

  it("end on an old message's button, planted as an earlier version sent it", async () => {
    const { fake, call, routes } = await bare();
    const old = fake.plant({ content: "old", components: [{ type: 1, components: [button("v0:gone")] }] });
    expect(buttonsOf(old)).toMatchObject([{ custom_id: "v0:gone" }]);
    const pressed = await fake.press(old, "v0:gone");
    await call("POST", (await routes()).callback, reply);
    expect((await pressed.reply()).content).toBe("x");
    expect(fake.messages).toHaveLength(1);
  });

  it("need a command that is registered and options that fit it", async () => {
    const { fake } = await bare();
    await expect(fake.slash("nothing")).rejects.toThrow("no command /nothing is registered");
    await expect(fake.slash("ask")).rejects.toThrow('/ask needs the option "question"');
    await expect(fake.slash("ask", { question: "?", limit: 26 })).rejects.toThrow("is more than 25");
    await expect(fake.slash("ask", { question: "?", colour: "red" })).rejects.toThrow('no option "colour"');
    await expect(fake.autocomplete("ask", {}, "question")).rejects.toThrow("with autocomplete");
  });
});

describe("commands", () => {
  const command = (more: Json = {}) => ({ name: "ask", description: "d", ...more });
  const option = (more: Json = {}) => ({ type: 3, name: "o", description: "d", ...more });
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));

  it.each<[string, Json, string]>([
    ["an upper-case name", command({ name: "Ask" }), "APPLICATION_COMMAND_INVALID_NAME"],
    ["a name with a blank", command({ name: "a b" }), "APPLICATION_COMMAND_INVALID_NAME"],
    ["a name of 33 characters", command({ name: "a".repeat(33) }), "APPLICATION_COMMAND_INVALID_NAME"],
    ["no description", command({ description: "" }), "BASE_TYPE_BAD_LENGTH"],
    ["a description of 101 characters", command({ description: "d".repeat(101) }), "BASE_TYPE_BAD_LENGTH"],
    ["26 options", command({ options: many(26, (i) => option({ name: `o${i}` })) }), "BASE_TYPE_MAX_LENGTH"],
    [
      "an optional option before a required one",
      command({ options: [option(), option({ name: "p", required: true })] }),
      "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ],
    [
      "an option named twice",
      command({ options: [option(), option()] }),
      "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ],
    [
      "26 choices",
      command({ options: [option({ choices: many(26, (i) => ({ name: `${i}`, value: `${i}` })) })] }),
      "BASE_TYPE_MAX_LENGTH",
    ],
  ])("are refused: %s", async (_, body, code) => {
    const { fake, call } = await bare({ commands: [] });
    const path = `/applications/${fake.applicationId}/commands`;
    expect(await call("PUT", path, [body])).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(fake.problems[0]).toContain(code);
    expect(await call("POST", path, body)).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(fake.commands()).toEqual([]);
  });

  it("are refused for a wrong application, an unknown server, an unknown id, and a wrong token", async () => {
    const { fake, call } = await bare();
    const path = `/applications/${fake.applicationId}`;
    expect(await call("GET", `/applications/${fake.botUser.id}/commands`)).toMatchObject({
      body: { code: 20012 },
    });
    expect(await call("PUT", `${path}/guilds/123456789012345678/commands`, [])).toMatchObject({
      body: { code: 50001 },
    });
    expect(await call("DELETE", `${path}/commands/123456789012345678`)).toMatchObject({
      body: { code: 10063 },
    });
    expect(await call("GET", `${path}/commands`, undefined, "wrong")).toMatchObject({
      status: 401,
      body: { message: "401: Unauthorized", code: 0 },
    });
    expect(fake.problems).toHaveLength(4);
  });
});

describe("the rest", () => {
  it("opens direct messages, shows channels, pages messages, and takes the typing sign", async () => {
    const { fake, call, send } = await bare();
    const { author } = await fake.say("hello");
    const dm = await call("POST", "/users/@me/channels", { recipient_id: author.id });
    expect(dm.body).toMatchObject({
      id: fake.dmChannelId(author.id),
      type: 1,
      recipients: [{ id: author.id }],
    });
    await send({ content: "one", allowed_mentions: QUIET });
    await send({ content: "two", allowed_mentions: QUIET });
    const page = (await call("GET", `/channels/${fake.channelId}/messages?limit=2`))
      .body as unknown as Json[];
    expect(page).toMatchObject([{ content: "two" }, { content: "one" }]);
    expect(await call("POST", `/channels/${fake.channelId}/typing`)).toMatchObject({ status: 204 });
    expect(await call("GET", `/channels/${fake.threadId}`)).toMatchObject({ body: { type: 11 } });
    expect(fake.problems).toEqual([]);
    expect(await call("GET", "/channels/123456789012345678")).toMatchObject({ body: { code: 10003 } });
    expect(await call("GET", "/somewhere")).toMatchObject({ status: 404, body: { code: 0 } });
    expect(fake.problems).toHaveLength(2);
  });

  it("gives ids that grow", async () => {
    const fake = await startFake();
    const ids = [fake.guildId, fake.channelId, fake.threadId, fake.plant({}).id, fake.plant({}).id].map(
      BigInt,
    );
    expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] as bigint))).toBe(true);
  });

  it.each<[number, unknown]>([
    [4001, { op: 77 }],
    [4002, "not an object"],
    [4003, { op: 3, d: {} }],
    [4004, { op: 2, d: { token: "wrong", intents: 0 } }],
    [4010, { op: 2, d: { token: "the-token", intents: 0, shard: [1, 2] } }],
    [4013, { op: 2, d: { token: "the-token", intents: 1 << 30 } }],
    [4014, { op: 2, d: { token: "the-token", intents: 1 << 1 } }],
  ])("closes the gateway with %i", async (code, payload) => {
    const fake = await startFake({ token: "the-token" });
    const socket = new WebSocket(`${fake.api.replace("http", "ws").replace("/api", "")}?v=10&encoding=json`);
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("open", () => socket.send(JSON.stringify(payload)));
    expect(await closed).toBe(code);
    expect(fake.problems).toEqual([expect.stringContaining(`closed with ${code}`)]);
  });
});
