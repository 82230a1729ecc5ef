import type { InteractionHandle } from "./api.ts";
import { DEFERRED_UPDATE, type Interaction, MODAL } from "./interaction.ts";
import type { FakeMessage } from "./types.ts";
import type { World } from "./world.ts";

const ACK_WAIT_MS = 5_000;
const REPLY_WAIT_MS = 10_000;

/** What tests see of an interaction. */
export function handleOf(world: World, interaction: Interaction): InteractionHandle {
  const { label, followUps } = interaction;

  const acknowledged = (timeoutMs = ACK_WAIT_MS) =>
    world.until(
      () => {
        if (interaction.late !== null && !interaction.ack) throw new Error(interaction.late);
        return interaction.ack ?? undefined;
      },
      timeoutMs,
      () => `${label} was not acknowledged within the ${timeoutMs} ms of this wait`,
    );

  function finished(): FakeMessage | undefined {
    const { ack, original, edits } = interaction;
    if (!ack || !original) return undefined;
    const waiting = ack.type === DEFERRED_UPDATE ? edits === 0 : original.loading;
    return waiting ? undefined : original;
  }

  return {
    id: interaction.id,
    ackMs: async (timeoutMs) => (await acknowledged(timeoutMs)).ms,
    ackType: async (timeoutMs) => (await acknowledged(timeoutMs)).type,
    async ephemeral(timeoutMs) {
      const { type } = await acknowledged(timeoutMs);
      if (!interaction.original)
        throw new Error(`${label} was answered by callback type ${type}, not a message`);
      return interaction.original.ephemeral;
    },
    async reply(timeoutMs = REPLY_WAIT_MS) {
      const { type } = await acknowledged(timeoutMs);
      if (!interaction.original)
        throw new Error(`${label} was answered by callback type ${type}, not a message`);
      return world.until(finished, timeoutMs, () => `${label} got no reply within ${timeoutMs} ms`);
    },
    followUp: (index = 0, timeoutMs = REPLY_WAIT_MS) =>
      world.until(
        () => followUps[index],
        timeoutMs,
        () => `${label} got ${followUps.length} follow-ups within ${timeoutMs} ms, not number ${index}`,
      ),
    async modal(timeoutMs) {
      const { type, data } = await acknowledged(timeoutMs);
      if (type !== MODAL) throw new Error(`${label} was answered by callback type ${type}, not by a modal`);
      return data;
    },
    followUps,
    get edits() {
      return interaction.edits;
    },
  };
}
