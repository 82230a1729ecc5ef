/** What kind of thing a question asks for, by its question word; "other" asks for nothing that a pattern can see. */
export type AnswerType =
  | "person"
  | "time"
  | "place"
  | "number"
  | "percentage"
  | "money"
  | "age"
  | "reason"
  | "other";

/** Up to two words between "which" and its noun: "which Western European country". */
const UP_TO_TWO = "(?:[\\w.'’-]+ ){0,2}?";
const WHICH = "\\b(?:what|which) ";
const WHICH_IS = `${WHICH}(?:(?:is|was|are|were) )?(?:the )?`;

/** The first that fits counts. */
const QUESTIONS: readonly [AnswerType, RegExp][] = [
  [
    "percentage",
    new RegExp(`${WHICH_IS}(?:percentage|percent|proportion|share|fraction|portion)\\b|百分之几`),
  ],
  ["age", /\bhow old\b|\b(?:what|which) age\b|bao nhiêu tuổi|几岁|多大/],
  [
    "money",
    /\bhow much (?:money|did .* (?:cost|pay|earn|spend|sell)|does .* cost|was .* (?:worth|paid|sold|spent))\b|多少钱/,
  ],
  [
    "number",
    new RegExp(
      "\\bhow (?:many|much|long|far|tall|high|large|big|often|fast|deep|wide|heavy)\\b" +
        `|${WHICH_IS}(?:\\w+ )?(?:number|amount|population|attendance|length|height|count|total)\\b|bao nhiêu|多少|几[个名次]`,
    ),
  ],
  [
    "time",
    new RegExp(
      `\\bwhen\\b|${WHICH}${UP_TO_TWO}(?:years?|months?|day|date|century|decade|period)\\b` +
        "|khi nào|bao giờ|lúc nào|thời gian nào|ngày nào|năm nào|什么时候|何时|哪[一]?[年天]|几月",
    ),
  ],
  [
    "place",
    new RegExp(
      `\\bwhere\\b|${WHICH}${UP_TO_TWO}(?:city|cities|country|countries|nations?|place|states?|towns?|region|province|location|` +
        "continent|island|river|county|district)\\b|ở đâu|nơi nào|nước nào|thành phố nào|哪里|哪儿|何处|在哪|哪个国家|哪座?个?城市",
    ),
  ],
  [
    "person",
    new RegExp(
      "\\b(?:who|whom|whose)\\b" +
        `|${WHICH}(?:person|man|woman|king|queen|president|emperor|pope|scientist|composer|actor|actress|singer|player|author|` +
        "writer|director|artist|general|leader|minister)\\b|(?<!\\p{L})ai(?!\\p{L})|谁|哪[一]?位",
      "u",
    ),
  ],
  ["reason", /\bwhy\b|tại sao|vì sao|为什么|为何/],
];

/** Reads English, Vietnamese and Chinese question words. */
export function answerType(question: string): AnswerType {
  const text = question.normalize("NFC").toLowerCase();
  return QUESTIONS.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
}

const TIMES =
  /\b(1[0-9]{3}|20[0-9]{2}|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}(?:st|nd|rd|th)? century|century|decade|[0-9]{2,4}s)\b/gi;
const NUMBERS =
  /\b(\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|half|third|quarter|dozen|percent|several|once|twice)\b/gi;
const PERCENTAGE = /%|\bper ?cent|\b(?:half|third|quarter|majority|most)\b/i;
const MONEY = /[$€£¥]|\b(?:dollars?|euros?|pounds?|yuan|yen|cents?)\b/i;
const AGE = /\bage[sd]?\b|\byears? old\b|-year-old|\d/i;
const REASON =
  /\b(?:because|due to|since|so that|so|result|resulted|caused?|reason|therefore|thus|in order to|owing|led to)\b/i;
/** A capital that does not merely begin the sentence. */
const NAMES = /(?<!^)(?<![.!?]\s)\b(\p{Lu}[\p{L}'’-]+)/gu;
const PLACES = /\b(?:in|at|from|to|near|of|on|into|across|through)\s+(?:the\s+)?(\p{Lu}[\p{L}'’-]+)/gu;

/**
 * Tells whether an English sentence holds something of the kind that is asked for and that the question does not name itself. A
 * question is prepared once, since many sentences are looked at for it.
 */
export function offers(type: AnswerType, question: string): (sentence: string) => boolean {
  const asked = new Set(question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const hasNew = (pattern: RegExp) => (sentence: string) => {
    for (const [, word = ""] of sentence.matchAll(pattern)) if (!asked.has(word.toLowerCase())) return true;
    return false;
  };
  const has = (pattern: RegExp) => (sentence: string) => pattern.test(sentence);
  switch (type) {
    case "time":
      return hasNew(TIMES);
    case "number":
      return hasNew(NUMBERS);
    case "person":
      return hasNew(NAMES);
    case "place":
      return hasNew(PLACES);
    case "percentage":
      return has(PERCENTAGE);
    case "money":
      return has(MONEY);
    case "age":
      return has(AGE);
    case "reason":
      return has(REASON);
    case "other":
      return () => false;
  }
}
