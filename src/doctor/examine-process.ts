/** The process that examines, so that whatever hangs or breaks in it can be ended. Started by `examine-apart.ts`. */
import { examine, type Folders, type Part } from "./examine.ts";
import type { Finding } from "./finding.ts";

export type ExamineMessage = { kind: "found"; part: Part; findings: Finding[] } | { kind: "done" };

const send = (message: ExamineMessage) => process.send?.(message);

process.once("message", async (folders: Folders) => {
  await examine(folders, (part, findings) => send({ kind: "found", part, findings }));
  send({ kind: "done" });
});
