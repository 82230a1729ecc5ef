import { type Finding, right, wrong } from "./finding.ts";

/** The oldest Node.js that works, as in package.json. */
export const OLDEST_NODE = { major: 20, minor: 19 } as const;

/** @param version of Node.js: "20.19.4" */
export function checkNode(version: string): Finding[] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const needed = `${OLDEST_NODE.major}.${OLDEST_NODE.minor}`;
  const isOld = major < OLDEST_NODE.major || (major === OLDEST_NODE.major && minor < OLDEST_NODE.minor);
  return isOld
    ? [wrong("Node.js", `this is ${version}, which is too old; install ${needed} or newer`)]
    : [right("Node.js", `${version} (${needed} or newer is needed)`)];
}
