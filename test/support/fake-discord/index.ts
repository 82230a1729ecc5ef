export type * from "./api.ts";
export { buttonsOf, everyComponent, menusOf, textOf } from "./component-tree.ts";
export { COMPONENTS_V2 } from "./component-types.ts";
export type { Json } from "./json.ts";
export * from "./permissions.ts";
export { startFakeDiscord } from "./start-fake-discord.ts";
export type * from "./types.ts";
