/** Of what a process said when it broke down, the line that tells why. */
export const reasonIn = (words: string): string =>
  words
    .split("\n")
    .find((line) => /error/i.test(line))
    ?.trim() ?? "the process broke down";
