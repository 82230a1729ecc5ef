import { terms } from "../shared/terms.ts";

/*
 * Forms of one word that share no stem: irregular verbs and plurals, nouns beside their verbs and adjectives, British and
 * American spellings that no rule below covers.
 */
const VERBS = `
  arise arose arisen, awake awoke awoken, bear bore borne born, beat beaten, become became, begin began begun, bend bent,
  bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, breed bred, bring brought, build built,
  burn burnt, buy bought, catch caught, choose chose chosen, come came, creep crept, deal dealt, dig dug, draw drew drawn,
  dream dreamt, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought,
  find found, flee fled, fly flew flown, forbid forbade forbidden, forget forgot forgotten, forgive forgave forgiven,
  freeze froze frozen, get got gotten, give gave given, go went gone, grow grew grown, hang hung, hear heard, hide hid hidden,
  hold held, keep kept, know knew known, lay laid, lead led, learn learnt, leave left, lend lent, lie lay lain, light lit,
  lose lost, make made, mean meant, meet met, overcome overcame, oversee oversaw overseen, pay paid, prove proven,
  ride rode ridden, ring rang rung, rise rose risen, run ran, say said, see saw seen, seek sought, sell sold, send sent,
  shake shook shaken, shine shone, shoot shot, show shown, shrink shrank shrunk, sing sang sung, sink sank sunk, sit sat,
  sleep slept, slide slid, speak spoke spoken, spend spent, spin spun, stand stood, steal stole stolen, stick stuck,
  strike struck, strive strove, swear swore sworn, sweep swept, swim swam swum, swing swung, take took taken, teach taught,
  tear tore torn, tell told, think thought, throw threw thrown, understand understood, undergo underwent undergone,
  undertake undertook undertaken, wake woke woken, wear wore worn, weave wove woven, win won, wind wound,
  withdraw withdrew withdrawn, write wrote written
`;
const PLURALS = `
  man men, woman women, child children, person people, foot feet, tooth teeth, mouse mice, goose geese, half halves, life lives,
  wife wives, knife knives, leaf leaves, wolf wolves, thief thieves, shelf shelves, loaf loaves, self selves,
  analysis analyses, crisis crises, basis bases, thesis theses, phenomenon phenomena, criterion criteria, datum data,
  medium media, bacterium bacteria, index indices, appendix appendices, matrix matrices, nucleus nuclei, fungus fungi,
  alumnus alumni
`;
const NOUNS = `
  absorb absorption, admit admission, advise advice, apply application, arrive arrival, assume assumption, bear birth born,
  believe belief, choose choice, close closure, conclude conclusion, consume consumption, deceive deception, decide decision,
  deep depth, defend defence defense, depart departure, describe description, destroy destruction, die death dead, divide division,
  expand expansion, explode explosion, extend extension, fail failure, fly flight, give gift, grow growth, high height, hot heat,
  intend intention, introduce introduction, invade invasion, justify justification, live life, long length, lose loss,
  marry marriage, mix mixture, multiply multiplication, occupy occupation, offend offence offense, perceive perception,
  permit permission, persuade persuasion, press pressure, produce production, pronounce pronunciation, prove proof,
  receive reception, reduce reduction, refuse refusal, resolve resolution, respond response, see sight, sell sale,
  sign signature, solve solution, speak speech, strong strength, subscribe subscription, succeed success, think thought,
  true truth, weigh weight, wide width, young youth
`;
const SPELLINGS = `
  aluminium aluminum, centre center, cheque check, defence defense, fibre fiber, grey gray, kilometre kilometer, licence license,
  litre liter, metre meter, offence offense, practice practise, pretence pretense, programme program, theatre theater, tyre tire
`;

/** The other forms of a word, by term: those of its own line only, since "think thought" and "thought" are not all one. */
const FORMS: ReadonlyMap<string, readonly string[]> = readForms([VERBS, PLURALS, NOUNS, SPELLINGS].join(","));

/** The terms of a word's other forms ("win" for "won", "men" for "man", "death" for "die"); none for a regular word. */
export const otherForms = (term: string): readonly string[] => FORMS.get(term) ?? [];

function readForms(text: string): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const line of text.split(",")) {
    const members = [...new Set(line.trim().split(/\s+/).flatMap(terms))];
    for (const member of members) {
      const known = forms.get(member) ?? [];
      forms.set(member, [...new Set([...known, ...members.filter((other) => other !== member)])]);
    }
  }
  return forms;
}
