import { RuleSet } from "cldr-segmentation";

/** Code points of the basic plane, which holds nearly all letters. */
const REMEMBERED = 0x10000;

const { stateMachine } = RuleSet.create("sentence");
const rememberingMachine: typeof stateMachine = Object.assign(Object.create(stateMachine), {
  categoryTable: remembering(stateMachine.categoryTable),
});

/**
 * Yields the offsets at which a sentence of Unicode (UAX #29, without suppressions) ends, the last one being the
 * length of the text. Linear: about 0.04 s for a million characters.
 *
 * The library's state machine is run over a cursor of our own, because its `BreakIterator` turns the text into
 * code points in quadratic time as soon as one character lies beyond Latin-1, and stops at U+0000. Node's
 * `Intl.Segmenter` is quadratic in the length of a sentence.
 */
export function* sentenceBoundaries(text: string): Generator<number> {
  const cursor = cursorOver(text);
  while (!cursor.isEos()) {
    rememberingMachine.handleNext(cursor);
    yield cursor.actualPosition;
  }
}

/** Looks the category of each character up only once: by halving a list of thousands, that is most of the time. */
function remembering(table: typeof stateMachine.categoryTable): typeof table {
  // One more than the category; 0 is not known yet.
  const known = new Uint16Array(REMEMBERED);
  return {
    get(codePoint) {
      const remembered = codePoint < REMEMBERED ? (known[codePoint] as number) : 0;
      if (remembered > 0) return remembered - 1;
      const category = table.get(codePoint);
      if (codePoint < REMEMBERED) known[codePoint] = category + 1;
      return category;
    },
  };
}

function cursorOver(text: string) {
  const widthAt = (position: number): number => ((text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1);
  return {
    actualPosition: 0,
    getCodePoint() {
      return text.codePointAt(this.actualPosition);
    },
    isEos() {
      return this.actualPosition >= text.length;
    },
    advance() {
      this.actualPosition += widthAt(this.actualPosition);
    },
    retreat() {
      this.actualPosition -= this.actualPosition > 1 && widthAt(this.actualPosition - 2) === 2 ? 2 : 1;
    },
  };
}
