import type { ModalSubmitInteraction } from "discord.js";
import { describe, expect, it } from "vitest";
import { COMPONENTS_V2, type FakeMessage, type Json, textOf } from "./fake-discord/index.ts";
import { connectBare, connectClient, fieldErrors, QUIET, startFake } from "./fake-discord-bots.ts";

const ASK = { name: "ask", description: "Ask the articles" };
const text = (content: string) => ({ type: 10, content });
const row = (...components: Json[]) => ({ type: 1, components });
const button = (custom_id: string) => ({ type: 2, style: 2, label: "Press", custom_id });
const input = (more: Json = {}) => ({ type: 4, custom_id: "reason", style: 2, ...more });
const oldRow = (more: Json = {}) => row(input({ label: "Reason", ...more }));
const label = (component: Json, more: Json = {}) => ({ type: 18, label: "Reason", component, ...more });
const menu = (more: Json = {}) => ({
  type: 3,
  custom_id: "menu",
  options: ["a", "b", "c"].map((value) => ({ label: value.toUpperCase(), value })),
  ...more,
});
const modal = (...components: Json[]) => ({ custom_id: "1:bad:x", title: "What is wrong?", components });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

const MODAL = 9;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const said = (content: string) => ({ content, allowed_mentions: QUIET });
const replying = (content: string) => ({ type: 4, data: said(content) });

/** A bot of bare HTTP, and a message of it with one button that was pressed. */
async function pressed(components: Json[] = [row(button("press"))]) {
  const bot = await connectBare({ commands: [ASK] });
  const { fake, routes } = bot;
  const message = fake.plant({ content: "before", components });
  const press = await fake.press(message, "press");
  return { ...bot, message, press, ...(await routes()) };
}

/** The same, its press answered by a modal that is then submitted. */
async function submitted(shown: Json, values = {}) {
  const bot = await pressed();
  expect(await bot.call("POST", bot.callback, { type: MODAL, data: shown })).toMatchObject({ status: 204 });
  const sent = await bot.fake.submit(bot.press, values);
  return { ...bot, sent, ...(await bot.routes()) };
}

describe("a modal", () => {
  it("of the real client is filled in and updates the message under it", async () => {
    const { fake } = await connectClient(await startFake({ commands: [ASK] }), {
      async interaction(one) {
        if (one.isChatInputCommand()) {
          await one.reply({ content: "rate me", components: [row(button("bad")) as never] });
        } else if (one.isButton()) {
          await one.showModal(modal(label(input({ style: 1 }))) as never);
        } else if (one.isModalSubmit() && one.isFromMessage()) {
          await one.update({ content: `because ${one.fields.getTextInputValue("reason")}`, components: [] });
        }
      },
    });
    const asked = await fake.slash("ask");
    const press = await fake.press(asked, "bad", { username: "an", locale: "vi" });
    const sent = await fake.submit(press, { reason: "it is old" });
    expect(await sent.ackType()).toBe(UPDATE);
    expect(await sent.reply()).toMatchObject({ id: (await asked.reply()).id, content: "because it is old" });
    expect(fake.problems).toEqual([]);
  });

  it("of a command in the old form has no message, and is answered by one of its own", async () => {
    const submits: ModalSubmitInteraction[] = [];
    const { fake } = await connectClient(await startFake({ commands: [ASK] }), {
      async interaction(one) {
        if (one.isChatInputCommand()) await one.showModal(modal(oldRow()) as never);
        if (one.isModalSubmit()) {
          submits.push(one);
          await one.reply(one.fields.getTextInputValue("reason"));
        }
      },
    });
    const sent = await fake.submit(await fake.slash("ask"), { reason: "words" });
    expect((await sent.reply()).content).toBe("words");
    expect(submits.map((one) => one.isFromMessage())).toEqual([false]);
    expect(fake.problems).toEqual([]);
  });

  it("comes back in the shape it was sent in, with its message, user and place", async () => {
    const shown = modal(
      text("Tell us."),
      label(input({ required: false })),
      label(menu({ custom_id: "kind", required: false, max_values: 2 })),
      row(input({ custom_id: "old", label: "Old", value: "given before" })),
    );
    const { event, message } = await submitted(shown, { reason: "x", kind: ["a", "b"] });
    expect(event).toMatchObject({ type: 5, message: { id: message.id, content: "before" }, locale: "en-US" });
    expect(event.data).toEqual({
      custom_id: "1:bad:x",
      components: [
        { type: 10, id: 1 },
        { type: 18, id: 2, component: { type: 4, id: 3, custom_id: "reason", value: "x" } },
        { type: 18, id: 4, component: { type: 3, id: 5, custom_id: "kind", values: ["a", "b"] } },
        { type: 1, id: 6, components: [{ type: 4, id: 7, custom_id: "old", value: "given before" }] },
      ],
    });
  });

  it("keeps empty what nobody filled in, if it is not required", async () => {
    const { event } = await submitted(modal(label(input({ required: false }))));
    expect(event.data).toMatchObject({ components: [{ component: { value: "" } }] });
  });

  it("is not sent off by Discord's client unless it is filled in right", async () => {
    const { fake, call, callback, press } = await pressed();
    const shown = modal(label(input({ min_length: 2, max_length: 3 })), label(menu({ custom_id: "kind" })));
    await call("POST", callback, { type: MODAL, data: shown });
    const submit = (values: Record<string, string | string[]>) =>
      fake.submit(press, { kind: ["a"], ...values });
    await expect(submit({})).rejects.toThrow('the field "reason": "" must be filled in');
    await expect(submit({ reason: "x" })).rejects.toThrow("is shorter than 2");
    await expect(submit({ reason: "long" })).rejects.toThrow("is longer than 3");
    await expect(submit({ reason: "two", other: "x" })).rejects.toThrow('no field "other"');
    await expect(submit({ reason: "two", kind: [] })).rejects.toThrow('the menu "kind" takes 1 to 1 values');
    await expect(submit({ reason: "two", kind: ["z"] })).rejects.toThrow('does not offer "z"');
    await submit({ reason: "two" });
    expect(fake.problems).toEqual([]);
  });

  it("is taken at its limits", async () => {
    const { fake, call, callback, press } = await pressed();
    const most = {
      custom_id: "c".repeat(100),
      title: "t".repeat(45),
      components: [
        text("x"),
        label(input({ custom_id: "i".repeat(100), placeholder: "p".repeat(100), max_length: 4000 }), {
          label: "l".repeat(45),
          description: "d".repeat(100),
        }),
        oldRow({ label: "l".repeat(45), value: "v".repeat(4000) }),
        label(menu()),
        text("y"),
      ],
    };
    expect(await call("POST", callback, { type: MODAL, data: most })).toMatchObject({ status: 204 });
    expect(await press.modal()).toEqual(most);
    expect(fake.problems).toEqual([]);
  });

  it.each<[string, Json, string, string]>([
    [
      "a title of 46 characters",
      { ...modal(oldRow()), title: "t".repeat(46) },
      "title",
      "BASE_TYPE_BAD_LENGTH",
    ],
    ["no title", { ...modal(oldRow()), title: undefined }, "title", "BASE_TYPE_REQUIRED"],
    [
      "a custom id of 101 characters",
      { ...modal(oldRow()), custom_id: "c".repeat(101) },
      "custom_id",
      "BASE_TYPE_BAD_LENGTH",
    ],
    ["nothing in it", modal(), "components", "BASE_TYPE_BAD_LENGTH"],
    ["six rows", modal(...many(6, () => text("x"))), "components", "BASE_TYPE_BAD_LENGTH"],
    ["a button", modal(row(button("b"))), "components.0.components.0", "UNION_TYPE_CHOICES"],
    ["a bare text input", modal(input()), "components.0", "UNION_TYPE_CHOICES"],
    ["a menu in a row", modal(row(menu())), "components.0.components.0", "UNION_TYPE_CHOICES"],
    [
      "two inputs in a row",
      modal(row(input({ label: "A" }), input({ label: "B", custom_id: "b" }))),
      "components.0.components",
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "an input without a label in a row",
      modal(row(input())),
      "components.0.components.0.label",
      "BASE_TYPE_REQUIRED",
    ],
    [
      "an input with a label in a label",
      modal(label(input({ label: "x" }))),
      "components.0.component.label",
      "LABEL",
    ],
    [
      "a label of 46 characters",
      modal(label(input(), { label: "l".repeat(46) })),
      "components.0.label",
      "BAD_LENGTH",
    ],
    [
      "a label without a control",
      modal({ type: 18, label: "x" }),
      "components.0.component",
      "BASE_TYPE_REQUIRED",
    ],
    ["a button in a label", modal(label(button("b"))), "components.0.component", "UNION_TYPE_CHOICES"],
    [
      "a description of 101 characters",
      modal(label(input(), { description: "d".repeat(101) })),
      "components.0.description",
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "an input without a style",
      modal(label(input({ style: undefined }))),
      "components.0.component.style",
      "REQUIRED",
    ],
    [
      "an input of style 3",
      modal(label(input({ style: 3 }))),
      "components.0.component.style",
      "NUMBER_TYPE_RANGE",
    ],
    [
      "an input of 4,001 characters",
      modal(label(input({ max_length: 4001 }))),
      "components.0.component.max_length",
      "NUMBER_TYPE_RANGE",
    ],
    [
      "a value longer than its input",
      modal(label(input({ max_length: 3, value: "long" }))),
      "components.0.component.value",
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a placeholder of 101 characters",
      modal(label(input({ placeholder: "p".repeat(101) }))),
      "components.0.component.placeholder",
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a custom id used twice",
      modal(label(input()), oldRow()),
      "components.1.components.0.custom_id",
      "COMPONENT_CUSTOM_ID_DUPLICATED",
    ],
    [
      "a menu without options",
      modal(label(menu({ options: [] }))),
      "components.0.component.options",
      "BASE_TYPE_BAD_LENGTH",
    ],
  ])("is refused with %s", async (_, data, path, code) => {
    const { call, callback, press } = await pressed();
    const answer = await call("POST", callback, { type: MODAL, data });
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(fieldErrors(answer.body.errors)[`data.${path}`]).toContain(code);
    await call("POST", callback, { type: MODAL, data: modal(oldRow()) });
    await press.modal();
  });

  it("cannot follow a deferral, nor a form", async () => {
    const { call, callback } = await pressed();
    await call("POST", callback, { type: DEFERRED_UPDATE });
    const shown = { type: MODAL, data: modal(oldRow()) };
    expect(await call("POST", callback, shown)).toMatchObject({ status: 400, body: { code: 40060 } });
    const second = await submitted(modal(oldRow()), { reason: "x" });
    expect(await second.call("POST", second.callback, shown)).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
    expect(second.fake.problems[0]).toContain("Value must be one of {4, 5, 6, 7}");
  });
});

describe("the message under a component", () => {
  it("is updated at once", async () => {
    const { fake, call, callback, press, message } = await pressed();
    const updating = { type: UPDATE, data: { ...said("after"), components: [] } };
    const answer = await call("POST", `${callback}?with_response=true`, updating);
    expect(answer.body).toMatchObject({
      interaction: { response_message_id: message.id },
      resource: { type: UPDATE, message: { id: message.id, content: "after", components: [] } },
    });
    expect(await press.reply()).toBe(message);
    expect(message).toMatchObject({ content: "after", components: [], edits: 1 });
    expect(fake.messages).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("is updated after a deferral, by an edit of the original", async () => {
    const { fake, call, callback, original, webhook, press, message } = await pressed();
    await call("POST", callback, { type: DEFERRED_UPDATE });
    expect(message.content).toBe("before");
    expect((await call("GET", original)).body).toMatchObject({ id: message.id });
    await call("PATCH", original, said("after"));
    expect((await press.reply()).content).toBe("after");
    const followed = await call("POST", webhook, { ...said("beside"), flags: 64 });
    expect(followed.body).toMatchObject({
      content: "beside",
      flags: 64,
      message_reference: { message_id: message.id },
    });
    expect(fake.problems).toEqual([]);
  });

  it("is updated by a form that came from it, and stays as it is when that is answered by a message", async () => {
    const shown = modal(oldRow());
    const first = await submitted(shown, { reason: "x" });
    await first.call("POST", first.callback, { type: DEFERRED_UPDATE });
    await first.call("PATCH", first.original, said("after"));
    expect(await first.sent.reply()).toBe(first.message);
    const second = await submitted(shown, { reason: "x" });
    await second.call("POST", second.callback, { type: 4, data: { ...said("thanks"), flags: 64 } });
    expect(await second.sent.reply()).toMatchObject({ content: "thanks", ephemeral: true });
    expect(second.message.content).toBe("before");
    expect((await second.call("GET", second.original)).body.interaction_metadata).toMatchObject({
      type: 5,
      triggering_interaction_metadata: { type: 3, interacted_message_id: second.message.id },
    });
    expect([...first.fake.problems, ...second.fake.problems]).toEqual([]);
  });

  it("is answered by a reply that tells what was pressed and by whom", async () => {
    const { call, callback, original, message } = await pressed();
    await call("POST", callback, replying("x"));
    expect((await call("GET", original)).body).toMatchObject({
      type: 19,
      message_reference: { message_id: message.id },
      referenced_message: { id: message.id },
      interaction_metadata: { type: 3, user: { username: "reader" }, interacted_message_id: message.id },
    });
  });

  it("exists for components only: commands, and forms of commands, cannot update", async () => {
    const { fake, call, routes } = await connectBare({ commands: [ASK] });
    const asked = await fake.slash("ask");
    const { callback } = await routes();
    for (const type of [DEFERRED_UPDATE, UPDATE]) {
      expect(await call("POST", callback, { type, data: said("x") })).toMatchObject({
        body: { code: 50035 },
      });
    }
    await call("POST", callback, { type: MODAL, data: modal(oldRow()) });
    const sent = await fake.submit(asked, { reason: "x" });
    const { event, callback: second } = await routes();
    expect(event).not.toHaveProperty("message");
    for (const type of [DEFERRED_UPDATE, UPDATE, MODAL]) {
      expect(await call("POST", second, { type, data: said("x") })).toMatchObject({ body: { code: 50035 } });
    }
    expect(fake.problems.at(-1)).toContain("Value must be one of {4, 5}");
    await call("POST", second, replying("x"));
    expect(await sent.ackType()).toBe(4);
  });

  it("is left alone by a wrong update, which can then still be made right", async () => {
    const { call, callback, message } = await pressed();
    const wrong = { type: UPDATE, data: { ...said("x".repeat(2001)) } };
    expect(await call("POST", callback, wrong)).toMatchObject({ status: 400 });
    expect(message.content).toBe("before");
    expect(await call("POST", callback, { type: UPDATE, data: said("right") })).toMatchObject({
      status: 204,
    });
    expect(message.content).toBe("right");
  });

  it("may be gone by then, which is not the bot's fault", async () => {
    const { fake, call, callback, original, message } = await pressed();
    fake.removeMessage(message.id);
    const gone = { status: 404, body: { code: 10008 } };
    expect(await call("POST", callback, { type: UPDATE, data: said("x") })).toMatchObject(gone);
    expect(await call("POST", callback, { type: DEFERRED_UPDATE })).toMatchObject({ status: 204 });
    expect(await call("PATCH", original, said("x"))).toMatchObject(gone);
    await expect(fake.press(message, "press")).rejects.toThrow("the message is gone");
    expect(fake.problems).toEqual([]);
  });
});

describe("a string menu", () => {
  it("in a container is chosen from, with its values", async () => {
    const bot = await connectBare({ commands: [ASK] });
    const { fake, send, routes } = bot;
    const most = menu({
      placeholder: "p".repeat(150),
      min_values: 0,
      max_values: 2,
      options: many(25, (i) => ({
        label: "l".repeat(100),
        value: `${i}`.padStart(100, "v"),
        description: "d".repeat(100),
        default: i < 2,
      })),
    });
    const components = [{ type: 17, components: [text("Sources"), row(most)] }];
    await send({ components, flags: COMPONENTS_V2, allowed_mentions: QUIET });
    const message = fake.messages[0] as FakeMessage;
    expect(textOf(message)).toBe("Sources");
    const values = ["3", "4"].map((value) => value.padStart(100, "v"));
    await fake.select(message, "menu", values);
    expect((await routes()).event).toMatchObject({
      type: 3,
      data: { component_type: 3, custom_id: "menu", id: 4, values },
      message: { id: message.id },
    });
    await fake.select(message, "menu", []);
    await expect(fake.select(message, "menu", [values[0] as string, values[0] as string])).rejects.toThrow(
      "once",
    );
    expect(fake.problems).toEqual([]);
  });

  it.each<[string, Json, string, string]>([
    [
      "a placeholder of 151 characters",
      { placeholder: "p".repeat(151) },
      "placeholder",
      "BASE_TYPE_BAD_LENGTH",
    ],
    ["min_values 26", { min_values: 26 }, "min_values", "NUMBER_TYPE_RANGE"],
    ["max_values 0", { max_values: 0 }, "max_values", "NUMBER_TYPE_RANGE"],
    ["more max_values than options", { max_values: 4 }, "max_values", "MAX_VALUES_TOO_LARGE"],
    ["min_values over max_values", { min_values: 2 }, "min_values", "MIN_VALUES_TOO_LARGE"],
    ["a custom id of 101 characters", { custom_id: "c".repeat(101) }, "custom_id", "BASE_TYPE_BAD_LENGTH"],
    [
      "an option value of 101 characters",
      { options: [{ label: "A", value: "v".repeat(101) }] },
      "options.0.value",
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "an option description of 101 characters",
      { options: [{ label: "A", value: "a", description: "d".repeat(101) }] },
      "options.0.description",
      "BASE_TYPE_BAD_LENGTH",
    ],
    ["an option without a label", { options: [{ value: "a" }] }, "options.0.label", "BASE_TYPE_REQUIRED"],
    [
      "a value used twice",
      { options: many(2, () => ({ label: "A", value: "a" })) },
      "options.1.value",
      "OPTION_VALUE_DUPLICATED",
    ],
    [
      "two options chosen beforehand where one may be",
      { options: ["a", "b"].map((value) => ({ label: value, value, default: true })) },
      "options",
      "TOO_MANY_DEFAULT_VALUES",
    ],
  ])("is refused with %s", async (_, more, path, code) => {
    const { fake, send } = await connectBare();
    const answer = await send({ components: [row(menu(more))], allowed_mentions: QUIET });
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(fieldErrors(answer.body.errors)[`components.0.components.0.${path}`]).toContain(code);
    expect(fake.messages).toEqual([]);
  });
});
