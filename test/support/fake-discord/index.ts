export { COMPONENTS_V2 } from "./component-rules.ts";
export { buttonsOf, everyComponent, menusOf, textOf } from "./component-tree.ts";
export type { Json } from "./json.ts";
export { startFakeDiscord } from "./start-fake-discord.ts";
export type * from "./types.ts";
