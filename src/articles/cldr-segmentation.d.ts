/** The part of cldr-segmentation 2.2 that is used; the package brings no types. */
declare module "cldr-segmentation" {
  /** A place in a text, counted in UTF-16 units, that moves by whole code points. */
  type Cursor = {
    readonly actualPosition: number;
    getCodePoint(): number | undefined;
    isEos(): boolean;
    advance(): void;
    retreat(): void;
  };

  export const RuleSet: {
    create(boundaryType: "sentence"): {
      /** Moves the cursor, at most to the end of its text, past the next boundary. */
      stateMachine: {
        handleNext(cursor: Cursor): void;
        /** What kind of character a code point is to the rules, as a small number. */
        categoryTable: { get(codePoint: number): number };
      };
    };
  };

  /** The library's front door; "suppressions" tell at which boundaries not to break. */
  export class BreakIterator {
    constructor(suppressions: { shouldBreak(cursor: Cursor): boolean });
    eachSentence(text: string, callback: (sentence: string, start: number, end: number) => void): void;
  }
}
