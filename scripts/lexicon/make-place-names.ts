/**
 * Prints place-names.txt: provinces, states, cities as they are called in English, Vietnamese and Chinese.
 *
 *   tsx make-place-names.ts <folder of CLDR's "common"> Unihan_Variants.txt > place-names.txt
 *
 * From the Unicode Common Locale Data Repository (subdivisions, exemplar cities of time zones; in Debian the package
 * unicode-cldr-core), without words such as "province"; traditional characters are made simplified (Unihan: kSimplifiedVariant).
 */
import { readFileSync } from "node:fs";
import { fold } from "../../src/shared/tokens.ts";
import { charactersIn, readField } from "./unihan.ts";

const [folder, variantsFile] = process.argv.slice(2);
if (!folder || !variantsFile) throw new Error("usage: make-place-names.ts <CLDR common> Unihan_Variants.txt");

const simplified = readField(variantsFile, "kSimplifiedVariant");

function namesOf(language: string): Map<string, string> {
  const names = new Map<string, string>();
  const collect = (file: string, pattern: RegExp) => {
    for (const [, id = "", name = ""] of readFileSync(`${folder}/${file}/${language}.xml`, "utf8").matchAll(
      pattern,
    ))
      names.set(id, name);
  };
  collect("subdivisions", /<subdivision type="([a-z0-9]+)"[^>]*>([^<]+)</g);
  collect("main", /<zone type="([^"]+)">\s*<exemplarCity[^>]*>([^<]+)</g);
  return names;
}

const ENGLISH_KINDS =
  /\b(province|state|county|district|region|governorate|department|municipality|city|prefecture|territory|oblast|krai|republic|council|borough|metropolitan|autonomous|special|administrative|capital|federal|the|of|canton|parish|voivodeship|islands?)\b/gi;
const DIRECTIONS =
  /\b(and|north|south|east|west|northern|southern|eastern|western|central|upper|lower|new|great|greater|royal)\b/gi;
const VIETNAMESE_KINDS =
  /^(tỉnh|bang|hạt|quận|huyện|thành phố|tp|khu vực|khu tự trị|khu|đô thị tự trị|đô thị|vùng|cộng hòa|lãnh thổ|tổng|đảo|quần đảo|thủ đô|giáo xứ)\s+/iu;
const CHINESE_KINDS =
  /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治[区州省县市]?|地区|大区|首都|共和国|联邦|边疆区|行政区|省|州|市|县|郡|区|教区|群岛|岛|镇)+$/u;

const english = namesOf("en");
const vietnamese = namesOf("vi");
const chinese = namesOf("zh");
for (const id of chinese.keys())
  if (id.includes("/") && !english.has(id))
    english.set(id, (id.split("/").at(-1) as string).replaceAll("_", " "));

const lines = new Map<string, { vi: Set<string>; zh: Set<string> }>();
for (const [id, name] of english) {
  const plain = fold(name.replace(/[’'ʻ]/g, ""))
    .replace(/[^a-z]+/g, " ")
    .trim();
  const bare = plain.replace(ENGLISH_KINDS, " ").replace(/\s+/g, " ").trim();
  if (bare.replace(DIRECTIONS, "").trim().length < 3) continue;
  const vi = (vietnamese.get(id) ?? "")
    .normalize("NFC")
    .replace(VIETNAMESE_KINDS, "")
    .replace(VIETNAMESE_KINDS, "")
    .toLowerCase();
  const zh = [...(chinese.get(id) ?? "")]
    .map((han) => charactersIn(simplified, han)[0] ?? han)
    .join("")
    .replace(/\(.*/, "");
  const line = lines.get(bare) ?? { vi: new Set(), zh: new Set() };
  // A Vietnamese name that is the English one without marks needs no entry.
  if (
    /^[\p{L}\p{M}\s-]+$/u.test(vi) &&
    /[ăâđêôơư\u00c0-\u1ef9]/u.test(vi) &&
    !plain.includes(
      fold(vi)
        .replace(/[^a-z]+/g, " ")
        .trim(),
    )
  )
    line.vi.add(vi);
  const short = zh.replace(CHINESE_KINDS, "");
  if (/^\p{Script=Han}{2,8}$/u.test(short)) line.zh.add(short);
  if (line.vi.size + line.zh.size > 0) lines.set(bare, line);
}
console.log(
  "# English;Vietnamese;Chinese. Made from the Unicode Common Locale Data Repository, © 1991-2022 Unicode, Inc., used under the\n# Unicode License (unicode.org/copyright.html), changed: a choice of names, shortened and in simplified characters.",
);
for (const [name, { vi, zh }] of [...lines].sort())
  console.log([name, [...vi].join(","), [...zh].join(",")].join(";"));
