import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/discord/commands/all.ts";

const LOCALES = ["vi", "zh-CN", "zh-TW"] as const;
const MESSAGE_COMMAND = 3;

/** Discord's rule for the names of slash commands and options. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX_MENU_NAME = 32;
const MAX_DESCRIPTION = 100;
const MAX_COMMAND = 8000;

type Node = {
  type?: number;
  name: string;
  description?: string;
  name_localizations?: Record<string, string>;
  description_localizations?: Record<string, string>;
  options?: Node[];
};

const ALL = COMMANDS.map(({ data }) => data as Node);
const SLASH = ALL.filter(({ type = 1 }) => type !== MESSAGE_COMMAND);
const MENU = ALL.filter(({ type }) => type === MESSAGE_COMMAND);

const optionsOf = (node: Node): Node[] => (node.options ?? []).flatMap((one) => [one, ...optionsOf(one)]);
const nodes = SLASH.flatMap((command) => [command, ...optionsOf(command)]);
const inAll = (text: string | undefined, others: Record<string, string> | undefined) => [
  text ?? "",
  ...LOCALES.map((locale) => others?.[locale] ?? ""),
];
const namesOf = (node: Node) => inAll(node.name, node.name_localizations);
const descriptionsOf = (node: Node) => inAll(node.description, node.description_localizations);

describe("the words of the commands, in every language", () => {
  it("are there, and no others", () => {
    for (const node of nodes) {
      expect(Object.keys(node.name_localizations ?? {}), node.name).toEqual([...LOCALES]);
      expect(Object.keys(node.description_localizations ?? {}), node.name).toEqual([...LOCALES]);
    }
    for (const { name, name_localizations } of MENU)
      expect(Object.keys(name_localizations ?? {}), name).toEqual([...LOCALES]);
  });

  it("are names of 1 to 32 small letters, digits, hyphens and underscores", () => {
    for (const name of nodes.flatMap(namesOf)) {
      expect(name).toMatch(NAME);
      expect(name).toBe(name.toLowerCase());
      expect(name).toBe(name.normalize("NFC"));
    }
  });

  it("are names of 1 to 32 characters in a message's menu, without a description", () => {
    expect(MENU.length).toBeGreaterThan(0);
    for (const node of MENU) {
      for (const name of namesOf(node)) {
        expect(name).not.toBe("");
        expect(name.length).toBeLessThanOrEqual(MAX_MENU_NAME);
      }
      expect(node.description ?? "").toBe("");
      expect(node.description_localizations).toBeUndefined();
      expect(node.options).toBeUndefined();
    }
  });

  it("tell siblings apart, also where a reader's language meets English", () => {
    const families = [SLASH, MENU, ...nodes.map(({ options }) => options ?? [])];
    for (const siblings of families) {
      for (let i = 0; i <= LOCALES.length; i++) {
        const names = siblings.map((node) => namesOf(node)[i]);
        expect(new Set(names).size, names.join(" ")).toBe(names.length);
      }
    }
  });

  it("are descriptions of 1 to 100 characters", () => {
    for (const description of nodes.flatMap(descriptionsOf)) {
      expect(description.length, description).toBeGreaterThan(0);
      expect(description.length, description).toBeLessThanOrEqual(MAX_DESCRIPTION);
    }
  });

  it("are 8,000 characters in a command at most, counted in the longest language", () => {
    const longest = (texts: string[]) => Math.max(...texts.map((text) => text.length));
    for (const command of ALL) {
      const parts = [command, ...optionsOf(command)];
      const length = parts.reduce(
        (sum, node) => sum + longest(namesOf(node)) + longest(descriptionsOf(node)),
        0,
      );
      expect(length, command.name).toBeLessThanOrEqual(MAX_COMMAND);
    }
  });

  it("say the required options first", () => {
    for (const { name, options = [] } of nodes) {
      const required = options.map((option) => Boolean((option as { required?: boolean }).required));
      expect(required, name).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
    }
  });
});
