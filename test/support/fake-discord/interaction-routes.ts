import { allowedCallbacks, checkChoices } from "./callback-rules.ts";
import {
  AUTOCOMPLETE,
  AUTOCOMPLETE_RESULT,
  acknowledge,
  addAnswer,
  DEFERRED_REPLY,
  DEFERRED_UPDATE,
  type Interaction,
  interactionOf,
  MODAL,
  REPLY,
  UPDATE,
} from "./interaction.ts";
import { isObject, type Json } from "./json.ts";
import { messagePayload } from "./message-payloads.ts";
import { carelessness, checkMessage, EPHEMERAL } from "./message-rules.ts";
import { deleteMessage, editMessage, notifiedBy } from "./messages.ts";
import { checkModal } from "./modal-rules.ts";
import {
  alreadyAcknowledged,
  excused,
  goneMessage,
  invalidForm,
  invalidWebhookToken,
  tooManyFollowUps,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from "./refusal.ts";
import { objectBody, type Route, type RouteAnswer, type RouteRequest } from "./route.ts";
import type { FakeMessage } from "./types.ts";
import { isInstalledIn, type World } from "./world.ts";

const CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback";
const WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}";

/** Where a user has brought the application to a place in which it is not installed, it speaks so often at most. */
const MAX_FOLLOW_UPS_ELSEWHERE = 5;

/** Acknowledging interactions, and the messages that follow over their tokens. */
export function interactionRoutes(world: World): Route[] {
  const route = (method: string, template: string, run: Route["run"]): Route => ({
    method,
    template,
    needsBotToken: false,
    run,
  });
  const ok = (message: FakeMessage): RouteAnswer => ({
    status: 200,
    body: messagePayload(world, message, 0),
  });

  function callback(request: RouteRequest): RouteAnswer {
    const body = objectBody(request.body);
    const interaction = awaitingInteraction(world, request);
    const allowed = allowedCallbacks(interaction);
    const type = Number(body.type);
    if (!allowed.includes(type)) {
      const message = `Value must be one of {${allowed.join(", ")}}.`;
      throw invalidForm([{ path: "type", code: "BASE_TYPE_CHOICES", message }]);
    }
    const data = isObject(body.data) ? body.data : {};
    const { source } = interaction;

    if (type === AUTOCOMPLETE_RESULT) checkChoices(data);
    if (type === MODAL) checkModal(data);
    if (type === DEFERRED_REPLY) {
      const flags = Number(data.flags ?? 0) & EPHEMERAL;
      interaction.original = addAnswer(world, interaction, { flags }, { loading: true });
    }
    if (type === REPLY) {
      for (const text of carelessness(data, null, true)) request.problem(text);
      const state = checkMessage(data, null, "data.");
      interaction.original = addAnswer(world, interaction, state, notifiedBy(world, state, data, null));
    }
    if (type === UPDATE && source) {
      if (source.deleted) throw goneMessage(source, "the message to update is deleted");
      for (const text of carelessness(data, source, false)) request.problem(text);
      editMessage(world, source, checkMessage(data, source, "data."));
    }
    if (type === DEFERRED_UPDATE || type === UPDATE) interaction.original = source;
    acknowledge(world, interaction, type, data);
    if (request.query.get("with_response") !== "true") return { status: 204 };
    return { status: 200, body: callbackResponse(world, interaction, type) };
  }

  function followUp(request: RouteRequest): RouteAnswer {
    const interaction = answeredInteraction(world, request);
    const body = objectBody(request.body);
    const { original, channel, followUps, label } = interaction;
    // Discord turns the first follow-up of a deferred reply into that reply, and ignores its ephemeral flag.
    if (original?.loading) return edit(request, original);
    for (const text of carelessness(body, null, true)) request.problem(text);
    const state = checkMessage(body, null);
    if (!isInstalledIn(world, channel) && followUps.length === MAX_FOLLOW_UPS_ELSEWHERE) {
      throw tooManyFollowUps(`${label} has had ${MAX_FOLLOW_UPS_ELSEWHERE} follow-ups`);
    }
    const message = addAnswer(world, interaction, state, notifiedBy(world, state, body, null));
    followUps.push(message);
    world.changed();
    return ok(message);
  }

  function edit(request: RouteRequest, message = ownMessage(world, request)): RouteAnswer {
    const interaction = answeredInteraction(world, request);
    const body = objectBody(request.body);
    for (const text of carelessness(body, message, false)) request.problem(text);
    const state = checkMessage(body, message);
    if (message.loading) Object.assign(message, notifiedBy(world, state, body, null));
    interaction.edits++;
    editMessage(world, message, state);
    return ok(message);
  }

  const one = `${WEBHOOK}/messages/{message_id}`;
  return [
    route("POST", CALLBACK, callback),
    route("POST", WEBHOOK, followUp),
    // The OpenAPI description has a path of its own for the original; bodies are checked against that.
    ...[`${WEBHOOK}/messages/@original`, one].flatMap((template) => [
      route("GET", template, (request) => ok(ownMessage(world, request))),
      route("PATCH", template, (request) => edit(request)),
      route("DELETE", template, (request) => {
        deleteMessage(world, ownMessage(world, request));
        return { status: 204 };
      }),
    ]),
  ];
}

/** The interaction that a callback acknowledges: its id and token fit, it is not acknowledged, and it is not late. */
function awaitingInteraction(world: World, { params }: RouteRequest): Interaction {
  const interaction = world.interactions.get(params.interaction_id ?? "");
  if (!interaction) throw unknownInteraction(`there is no interaction ${params.interaction_id}`);
  if (interaction.token !== params.interaction_token) {
    throw unknownInteraction(`the token does not belong to ${interaction.label}`);
  }
  if (interaction.ended) throw excused(unknownInteraction(`${interaction.label} is ${interaction.ended}`));
  if (interaction.ack) throw alreadyAcknowledged(`${interaction.label} was acknowledged before`);
  const age = performance.now() - interaction.sentAt;
  if (age > world.acknowledgeWithinMs) {
    interaction.late = `${interaction.label} was acknowledged after ${Math.round(age)} ms, too late`;
    world.changed();
    throw unknownInteraction(interaction.late);
  }
  return interaction;
}

/** The interaction whose token a webhook request carries: acknowledged with a message to come, and not too old. */
function answeredInteraction(world: World, { params }: RouteRequest): Interaction {
  if (params.webhook_id !== world.applicationId) {
    throw unknownWebhook(`${params.webhook_id} is not the id of the application`);
  }
  const interaction = interactionOf(world, params.webhook_token);
  if (!interaction) throw unknownWebhook("no interaction has this token");
  if (interaction.ended === "forgotten") throw excused(unknownWebhook(`${interaction.label} is forgotten`));
  if (!interaction.ack || interaction.type === AUTOCOMPLETE) {
    throw unknownWebhook(`${interaction.label} has not been acknowledged`);
  }
  if (interaction.ended) throw excused(invalidWebhookToken(`the token of ${interaction.label} is ended`));
  if (performance.now() - interaction.sentAt > world.tokenLifeMs) {
    throw invalidWebhookToken(`the token of ${interaction.label} has expired`);
  }
  return interaction;
}

function ownMessage(world: World, request: RouteRequest): FakeMessage {
  const { original, followUps, label } = answeredInteraction(world, request);
  const { message_id: id = "@original" } = request.params;
  const message = id === "@original" ? original : [original, ...followUps].find((own) => own?.id === id);
  if (!message) throw unknownMessage(`${label} has no message ${id}`);
  if (message.deleted) throw goneMessage(message, `the message ${id} of ${label} is deleted`);
  return message;
}

function callbackResponse(world: World, { id, type, original }: Interaction, callbackType: number): Json {
  return {
    interaction: {
      id,
      type,
      ...(original && {
        response_message_id: original.id,
        response_message_loading: original.loading,
        response_message_ephemeral: original.ephemeral,
      }),
    },
    resource: { type: callbackType, ...(original && { message: messagePayload(world, original, 0) }) },
  };
}
