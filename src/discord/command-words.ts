import type { LocalizationMap } from "discord.js";
import { english } from "./texts/en.ts";
import { vietnamese } from "./texts/vi.ts";
import { chinese } from "./texts/zh.ts";

type Named = {
  [K in keyof typeof english]: K extends `${infer Path}.name` ? Path : never;
}[keyof typeof english];
type Described = {
  [K in keyof typeof english]: K extends `${infer Path}.description` ? Path : never;
}[keyof typeof english];

/** Name and description of a command or an option, in all languages, as Discord registers them. */
export const named = (path: Described) => ({
  ...nameOf(path),
  description: english[`${path}.description`],
  description_localizations: localized(`${path}.description`),
});

/** The name alone, for commands in a message's menu, which have no description. */
export const nameOf = (path: Named) => ({
  name: english[`${path}.name`] as string,
  name_localizations: localized(`${path}.name`),
});

const localized = (key: `${Named}.name` | `${Described}.description`): LocalizationMap => ({
  vi: vietnamese[key],
  "zh-CN": chinese[key],
  // The bot answers these readers in simplified characters, so their menus call the commands as its answers do.
  "zh-TW": chinese[key],
});
