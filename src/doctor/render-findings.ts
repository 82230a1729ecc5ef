import { counted } from "../shared/counted.ts";
import { printable } from "../terminal/render-answer.ts";
import type { Style } from "../terminal/style.ts";
import type { Finding } from "./finding.ts";

/** A sign for the eye, and a word for those who do not see it. */
const SIGNS = { right: "✓ right  ", warning: "! warning", wrong: "✗ wrong  " } as const;

/** One line for each finding, then how many there are of what is not right. */
export function renderFindings(findings: readonly Finding[], style: Style): string {
  const lines = findings.map(({ level, subject, text }) => {
    const line = `${SIGNS[level]}  ${printable(`${subject}: ${text}`)}`;
    return level === "wrong" ? style.bold(line) : line;
  });
  return `${[...lines, "", summary(findings)].join("\n")}\n`;
}

function summary(findings: readonly Finding[]): string {
  const number = (level: Finding["level"]) => findings.filter((finding) => finding.level === level).length;
  const warnings = counted(number("warning"), "warning");
  return number("wrong") === 0
    ? `Nothing is wrong (${warnings}).`
    : `${number("wrong")} wrong, ${warnings}: mend what is marked ✗.`;
}
