import { GUILDS } from "./intents.ts";
import { channelPayload } from "./payloads.ts";
import type { FakeChannel } from "./types.ts";
import type { World } from "./world.ts";

/** Archives, locks or opens a thread, and tells the bot. */
export function setThread(world: World, thread: FakeChannel, state: { archived: boolean; locked: boolean }) {
  Object.assign(thread, state);
  world.publish({ type: "THREAD_UPDATE", intent: GUILDS, data: () => channelPayload(world, thread) });
}
