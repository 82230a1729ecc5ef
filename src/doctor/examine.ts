import type { Config } from "../config.ts";
import { checkIndex } from "../index/open-index.ts";
import { messageOf } from "../shared/errors.ts";
import { checkArticles } from "./check-articles.ts";
import { checkDiscord } from "./check-discord.ts";
import { checkEnvFile } from "./check-env-file.ts";
import { checkFolders } from "./check-folders.ts";
import { checkIndexFiles } from "./check-index.ts";
import { checkModels } from "./check-models.ts";
import { checkNode } from "./check-node.ts";
import { checkSettings } from "./check-settings.ts";
import { type Finding, wrong } from "./finding.ts";

/** The examinations, in the order in which they are shown. */
export const PARTS = [
  "Node.js",
  ".env",
  "settings",
  "Discord",
  "articles",
  "index",
  "models",
  "folders",
] as const;

export type Part = (typeof PARTS)[number];

/** Folders that take the place of those in the settings. */
export type Folders = Partial<Pick<Config, "articlesDir" | "indexDir">>;

/**
 * Examines what Dateline needs, all at once, and tells of each part as soon as it is known. Changes nothing. Parts that depend
 * on the settings are left out where these are wrong.
 */
export async function examine(
  folders: Folders,
  tell: (part: Part, findings: Finding[]) => void,
): Promise<void> {
  tell("Node.js", checkNode(process.versions.node));
  tell(".env", await checkEnvFile(".env", process.env));
  const { config: written, findings } = checkSettings();
  tell("settings", findings);
  if (!written) return;
  const config = { ...written, ...folders };
  const published = checkIndex(config.indexDir);
  const parts: Partial<Record<Part, Promise<Finding[]>>> = {
    Discord: checkDiscord(config),
    articles: checkArticles(config, published),
    index: checkIndexFiles(config, published),
    models: checkModels(config),
    folders: checkFolders(config),
  };
  await Promise.all(
    Object.entries(parts).map(async ([part, examined]) => {
      const findings = await examined.catch((error: unknown) => [
        wrong(part, `could not be examined: ${messageOf(error)}`),
      ]);
      tell(part as Part, hide(config.discordToken, findings));
    }),
  );
}

/** The token is in none of the texts by intention; somebody may have written it behind a wrong name. */
const hide = (token: string | undefined, findings: readonly Finding[]): Finding[] =>
  findings.map((finding) =>
    token ? { ...finding, text: finding.text.replaceAll(token, "[hidden]") } : finding,
  );
