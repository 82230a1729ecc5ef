/**
 * Prints character-words.txt: what single Chinese characters mean in English, for words that the glossary does not have.
 *
 *   tsx make-character-words.ts Unihan_Readings.txt Unihan_Variants.txt > character-words.txt
 *
 * From the field kDefinition of the Unihan database (Unihan.zip; in Debian the package unicode-data). Kept are the characters
 * of GB 2312 and, of each, the first meanings that are one word.
 */
import { charactersIn, readField, simplifiedCharacters, UNIHAN_NOTE } from "./unihan.ts";

const [readingsFile, variantsFile] = process.argv.slice(2);
if (!readingsFile || !variantsFile)
  throw new Error("usage: make-character-words.ts Unihan_Readings.txt Unihan_Variants.txt");

const MEANINGS = 3;
/** Of longer lists only the beginning: the rest is rare or old. */
const PARTS = 4;
const ARTICLES = /\b(?:to|be|a|an|the|of|used|for|in)\b/g;

const definitions = readField(readingsFile, "kDefinition");
const traditional = readField(variantsFile, "kTraditionalVariant");

/** "(archaic) humble, low, inferior; to despise" → humble, low, inferior */
function meanings(han: string): string[] {
  const definition =
    [han, ...charactersIn(traditional, han)].map((form) => definitions.get(form)).find(Boolean) ?? "";
  const parts = definition
    .replace(/\([^)]*\)/g, "")
    .split(/[,;]/)
    .slice(0, PARTS);
  const words = parts
    .map((part) => part.replace(ARTICLES, "").trim())
    .filter((part) => /^[a-z]+$/.test(part));
  return [...new Set(words)].filter((word) => word !== "surname" && word !== "radical").slice(0, MEANINGS);
}

console.log(`# English meanings;;character. ${UNIHAN_NOTE} a choice of characters and meanings.`);
for (const han of simplifiedCharacters().sort()) {
  const words = meanings(han);
  if (words.length > 0) console.log(`${words.join(" ")};;${han}`);
}
