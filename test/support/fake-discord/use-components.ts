import type { FakeDiscord, InteractionHandle } from "./api.ts";
import { buttonsOf, menusOf, withIds } from "./component-tree.ts";
import { misfitOfMenu } from "./control-rules.ts";
import { COMPONENT, MODAL_SUBMIT, openInteraction } from "./interaction.ts";
import { handleOf } from "./interaction-handle.ts";
import type { Json } from "./json.ts";
import { messagePayload } from "./message-payloads.ts";
import { filledModal } from "./modal-submit.ts";
import { ownersOf } from "./scene.ts";
import type { FakeMessage, Who } from "./types.ts";
import { channelOf, messageOn, viewerOf } from "./whereabouts.ts";
import type { World } from "./world.ts";

/** What users do with the components of messages, and with the modals that follow. */
export function componentActions(world: World): Pick<FakeDiscord, "press" | "select" | "submit"> {
  function open(message: FakeMessage, component: Json, values: string[] | undefined, who: Who) {
    const { custom_id, type: component_type, id } = component;
    if (component.disabled) throw new Error(`"${custom_id}" is disabled`);
    const channel = channelOf(world, { channelId: message.channelId });
    const user = viewerOf(world, message, channel, who);
    const interaction = openInteraction(world, {
      type: COMPONENT,
      label: `the component "${custom_id}"`,
      channel,
      user,
      owners: message.interaction?.owners ?? ownersOf(world, channel, user, who.userInstalled),
      who,
      source: message,
      told: { interactedMessageId: message.id },
      data: { id, custom_id, component_type, ...(values && { values }) },
      message: messagePayload(world, message, 0),
    });
    return handleOf(world, interaction);
  }

  return {
    async press(on, customId, who = {}) {
      const message = await messageOn(on);
      const button = buttonsOf(shown(message)).find(({ custom_id }) => custom_id === customId);
      if (!button) throw new Error(`the message has no button "${customId}"`);
      return open(message, button, undefined, who);
    },

    async select(on, customId, values, who = {}) {
      const message = await messageOn(on);
      const menu = menusOf(shown(message)).find(({ custom_id }) => custom_id === customId);
      if (!menu) throw new Error(`the message has no menu "${customId}"`);
      const wrong = misfitOfMenu(menu, values);
      if (wrong) throw new Error(`the menu "${customId}" ${wrong}`);
      return open(message, menu, values, who);
    },

    async submit(asked: InteractionHandle, values = {}) {
      const modal = await asked.modal();
      const components = filledModal(modal, values);
      const trigger = world.interactions.get(asked.id);
      if (!trigger) throw new Error(`there is no interaction ${asked.id}`);
      const { channel, user, owners, who, source, told } = trigger;
      const interaction = openInteraction(world, {
        type: MODAL_SUBMIT,
        label: `the form "${modal.title}"`,
        channel,
        user,
        owners,
        who,
        source,
        told: { triggering: told },
        data: { custom_id: modal.custom_id, components },
        message: source ? messagePayload(world, source, 0) : undefined,
      });
      return handleOf(world, interaction);
    },
  };
}

const shown = ({ components }: FakeMessage) => ({ components: withIds(components) });
