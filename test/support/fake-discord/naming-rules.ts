import { CHAT_INPUT } from "./command-types.ts";
import type { FieldChecks } from "./field-checks.ts";
import { isGiven, isObject, type Json } from "./json.ts";

/** Names of slash commands and of options; letters that have a lower case must be in lower case. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX_NAME = 32;

/** The languages of Discord's client. */
const LOCALES = new Set(
  "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split(
    " ",
  ),
);

export type Naming = ReturnType<typeof createNaming>;

/** Discord's rules for names and descriptions, and for their localizations. */
export function createNaming({ report, text }: FieldChecks) {
  function slashName(owner: Json, field: string, path: string) {
    const value = owner[field];
    if (typeof value !== "string") {
      report(`${path}.${field}`, "BASE_TYPE_REQUIRED", "This field is required");
    } else if (!NAME.test(value) || value !== value.toLowerCase()) {
      report(`${path}.${field}`, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
  }

  /** Looks at every language's text; null and absence mean that there are none. */
  function localizations(
    owner: Json,
    field: string,
    path: string,
    look: (texts: Json, locale: string, at: string) => void,
  ) {
    const texts = owner[`${field}_localizations`];
    const at = `${path}.${field}_localizations`;
    if (!isGiven(texts)) return;
    if (!isObject(texts)) return report(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used.");
    for (const locale of Object.keys(texts)) {
      if (LOCALES.has(locale)) look(texts, locale, at);
      else report(`${at}.${locale}`, "BASE_TYPE_CHOICES", `"${locale}" is no language of Discord's client`);
    }
  }

  function localizedText(owner: Json, field: string, path: string, max: number) {
    text(owner, field, path, 1, max);
    localizations(owner, field, path, (texts, locale, at) => text(texts, locale, at, 1, max));
  }

  return {
    localizedText,

    /** The name of a slash command or of an option. */
    slashName(owner: Json, path: string) {
      slashName(owner, "name", path);
      localizations(owner, "name", path, slashName);
    },

    /** The name of a command in a menu: blanks and capitals are free. */
    menuName: (owner: Json, path: string) => localizedText(owner, "name", path, MAX_NAME),

    /** No two of the owners, commands of one type or options of one list, have the same name in a language. */
    unique(owners: readonly Json[], pathOf: (index: number) => string, code: string) {
      const taken = new Set<string>();
      owners.forEach((owner, index) => {
        const names = { "": owner.name, ...(isObject(owner.name_localizations) && owner.name_localizations) };
        for (const [locale, name] of Object.entries(names)) {
          const key = JSON.stringify([owner.type ?? CHAT_INPUT, locale, name]);
          const field = locale === "" ? "name" : `name_localizations.${locale}`;
          if (taken.has(key)) report(`${pathOf(index)}.${field}`, code, `"${name}" is already used`);
          taken.add(key);
        }
      });
    },
  };
}
