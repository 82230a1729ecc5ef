import { readFileSync } from "node:fs";

/** Reading the files of the Unihan database: lines "U+4E2D<tab>kMandarin<tab>zhōng". */
type Field = ReadonlyMap<string, string>;

/** The values of one field, by character. */
export function readField(file: string, name: string): Field {
  const values = new Map<string, string>();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [code, field, value] = line.split("\t");
    if (code && value && field === name) values.set(character(code), value);
  }
  return values;
}

/** "U+4E2D" → 中 */
const character = (code: string) => String.fromCodePoint(Number.parseInt(code.slice(2), 16));

/** A field whose values are characters: "U+767C U+9AEE" → 發, 髮. */
export const charactersIn = (field: Field, of: string) => field.get(of)?.split(" ").map(character) ?? [];

/** The 6,763 characters of GB 2312. */
export function simplifiedCharacters(): string[] {
  const decoder = new TextDecoder("gbk");
  const found: string[] = [];
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) found.push(decoder.decode(Uint8Array.of(row, cell)));
  }
  return found.filter((han) => /^\p{Script=Han}$/u.test(han));
}

/** The note that the licence asks for in data made from the database. */
export const UNIHAN_NOTE = `Made from the Unihan database, © 1991-2022 Unicode, Inc., used under the
# Unicode License (unicode.org/copyright.html), changed:`;
