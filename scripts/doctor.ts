import { examineApart } from "../src/doctor/examine-apart.ts";
import { renderFindings } from "../src/doctor/render-findings.ts";
import { FOLDER_HELP, FOLDER_OPTIONS } from "../src/terminal/arguments.ts";
import { EXIT, run } from "../src/terminal/run.ts";
import { styleFor } from "../src/terminal/style.ts";

const HELP = `npm run --silent doctor -- [options]

Examines what Dateline needs: Node.js, the settings, the token, the articles, the index, the models, the folders it writes to
and the room on their disks. Says what is right (✓), what is worth knowing (!) and what is wrong (✗), and how to mend it.
Changes nothing and downloads nothing. Exit code 0: nothing is wrong, 1: something is.

  --json           print one JSON object
${FOLDER_HELP}
`;

await run(HELP, { options: { ...FOLDER_OPTIONS, json: { type: "boolean" } } }, async ({ values }, signal) => {
  const { articles, index } = values;
  const folders = { ...(articles && { articlesDir: articles }), ...(index && { indexDir: index }) };
  const findings = await examineApart(folders, signal);
  const isWell = findings.every(({ level }) => level !== "wrong");
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ well: isWell, findings }, null, 2)}\n`
      : renderFindings(findings, styleFor(process.stdout)),
  );
  return isWell ? EXIT.answered : EXIT.error;
});
