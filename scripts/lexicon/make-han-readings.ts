/**
 * Prints han-readings.txt: how each Chinese character sounds in Mandarin and in Vietnamese, and the simplified form of a
 * traditional one.
 *
 *   tsx make-han-readings.ts Unihan_Readings.txt Unihan_Variants.txt > han-readings.txt
 *
 * Both files are part of the Unihan database of the Unicode Consortium (Unihan.zip; in Debian the package unicode-data). Kept are
 * the characters of GB 2312 and their traditional forms. Pinyin: kMandarin, kHanyuPinlu, kXHC1983, without tones.
 * Vietnamese: kVietnamese; a simplified character takes the readings of its traditional forms as well.
 */
import { charactersIn, readField, simplifiedCharacters, UNIHAN_NOTE } from "./unihan.ts";

const [readingsFile, variantsFile] = process.argv.slice(2);
if (!readingsFile || !variantsFile)
  throw new Error("usage: make-han-readings.ts Unihan_Readings.txt Unihan_Variants.txt");

const pinyin = ["kMandarin", "kHanyuPinlu", "kXHC1983"].map((field) => readField(readingsFile, field));
const vietnamese = readField(readingsFile, "kVietnamese");
const traditional = readField(variantsFile, "kTraditionalVariant");
const simplified = readField(variantsFile, "kSimplifiedVariant");

/** "03.030:zhōng,zhòng" and "zhōng(4391)" → zhong; `ü` is written `u`, as names in English texts have it. */
function pinyinOf(han: string): string[] {
  const all = pinyin.flatMap((field) => (field.get(han) ?? "").split(/[ ,]/));
  const bare = all.map((reading) =>
    reading
      .replace(/^.*:|\(\d+\)$/g, "")
      .normalize("NFD")
      .replace(/\p{M}/gu, ""),
  );
  return [...new Set(bare.filter(Boolean))];
}

function vietnameseOf(han: string): string[] {
  const all = [han, ...charactersIn(traditional, han)].flatMap(
    (form) => vietnamese.get(form)?.split(" ") ?? [],
  );
  return [...new Set(all.map((reading) => reading.normalize("NFC").toLowerCase()))];
}

const kept = new Set(simplifiedCharacters());
const all = new Set([...kept, ...[...kept].flatMap((han) => charactersIn(traditional, han))]);
console.log(
  `# character, pinyin, Vietnamese, simplified form; "-" for none. ${UNIHAN_NOTE} a choice of characters and fields, without the tones of Mandarin.`,
);
for (const han of [...all].sort()) {
  const short = kept.has(han) ? undefined : charactersIn(simplified, han).find((form) => kept.has(form));
  const fields = [pinyinOf(han).join(","), vietnameseOf(han).join(","), short].map((field) => field || "-");
  console.log([han, ...fields].join(" ").replace(/( -)+$/, ""));
}
