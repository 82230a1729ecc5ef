import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { FakeGateway } from "./api.ts";
import { GUILDS, KNOWN_INTENTS, PRIVILEGED } from "./intents.ts";
import { isObject, type Json } from "./json.ts";
import { guildPayload, userPayload } from "./payloads.ts";
import type { World } from "./world.ts";

const DISPATCH = 0;
const HEARTBEAT = 1;
const IDENTIFY = 2;
const PRESENCE_UPDATE = 3;
const VOICE_STATE_UPDATE = 4;
const RESUME = 6;
const RECONNECT = 7;
const INVALID_SESSION = 9;
const HELLO = 10;
const HEARTBEAT_ACK = 11;

/** Close codes after which Discord keeps no session: normal ends, and errors that a new start must mend. */
const ENDS_SESSION = [1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014];

/** What a bot may read of its events: it outlives its connection, and keeps them for RESUME. */
type Session = {
  readonly id: string;
  readonly intents: number;
  readonly events: Json[];
  socket: WebSocket | null;
};

/**
 * The gateway: HELLO, IDENTIFY, READY, RESUME, heartbeats, and events. It refuses with Discord's close codes: 4001
 * unknown opcode, 4002 not JSON, 4003 not identified, 4004 wrong token, 4005 identified twice, 4007 wrong sequence,
 * 4010 wrong shard, 4012 wrong version, 4013 unknown intents, 4014 privileged intents.
 */
export function createGateway(world: World, url: string, heartbeatIntervalMs: number) {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const identifies: Json[] = [];
  const resumes: Json[] = [];
  let connections = 0;
  let acknowledgesHeartbeats = true;
  const refusing = { code: 0, times: 0 };

  const send = (socket: WebSocket, op: number, d: unknown) =>
    socket.send(JSON.stringify({ op, d, s: null, t: null }));

  function deliver(session: Session, type: string, data: Json) {
    const event = { op: DISPATCH, t: type, s: session.events.length + 1, d: data };
    session.events.push(event);
    session.socket?.send(JSON.stringify(event));
  }

  function refuse(socket: WebSocket, code: number, reason: string) {
    world.problems.push(`gateway: closed with ${code}: ${reason}`);
    socket.close(code, reason);
  }

  const sessionOf = (socket: WebSocket): Session | undefined =>
    [...sessions.values()].find((session) => session.socket === socket);

  function identify(socket: WebSocket, d: Json) {
    identifies.push(d);
    world.changed();
    if (refusing.times > 0) {
      refusing.times--;
      return socket.close(refusing.code);
    }
    const intents = Number(d.intents);
    const privileged = Object.entries(PRIVILEGED).filter(([, bit]) => (intents & bit) !== 0);
    const shard = JSON.stringify(d.shard ?? [0, 1]);
    if (d.token !== world.token) refuse(socket, 4004, "authentication failed: wrong token");
    else if (shard !== "[0,1]") refuse(socket, 4010, `invalid shard ${shard}`);
    else if (!Number.isInteger(intents) || (intents & ~KNOWN_INTENTS) !== 0) {
      refuse(socket, 4013, `invalid intents ${d.intents}`);
    } else if (privileged.length > 0) {
      refuse(socket, 4014, `disallowed intents: ${privileged.map(([name]) => name).join(", ")}`);
    } else begin(socket, intents);
  }

  function begin(socket: WebSocket, intents: number) {
    const session: Session = { id: crypto.randomUUID().replaceAll("-", ""), intents, events: [], socket };
    sessions.set(session.id, session);
    deliver(session, "READY", {
      v: 10,
      user: { ...userPayload(world.botUser), verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: [{ id: world.guildId, unavailable: true }],
      session_id: session.id,
      session_type: "normal",
      resume_gateway_url: url,
      application: { id: world.applicationId, flags: 0 },
      shard: [0, 1],
      private_channels: [],
      relationships: [],
      presences: [],
    });
    if ((intents & GUILDS) !== 0) deliver(session, "GUILD_CREATE", guildPayload(world));
  }

  function resume(socket: WebSocket, d: Json) {
    resumes.push(d);
    const session = sessions.get(String(d.session_id));
    const seq = Number(d.seq);
    if (d.token !== world.token) refuse(socket, 4004, "authentication failed: wrong token");
    else if (!session) send(socket, INVALID_SESSION, false);
    else if (!Number.isInteger(seq) || seq < 0 || seq > session.events.length) {
      sessions.delete(session.id);
      refuse(socket, 4007, `invalid sequence ${d.seq}`);
    } else {
      session.socket = socket;
      for (const event of session.events.slice(seq)) socket.send(JSON.stringify(event));
      deliver(session, "RESUMED", {});
    }
  }

  function converse(socket: WebSocket) {
    send(socket, HELLO, { heartbeat_interval: heartbeatIntervalMs });

    socket.on("message", (raw) => {
      const payload = parse(raw);
      if (!payload) return refuse(socket, 4002, "decode error: not a JSON object");
      const d = isObject(payload.d) ? payload.d : {};
      const session = sessionOf(socket);
      switch (payload.op) {
        case HEARTBEAT:
          if (acknowledgesHeartbeats) send(socket, HEARTBEAT_ACK, null);
          return;
        case IDENTIFY:
        case RESUME:
          if (session) return refuse(socket, 4005, "already authenticated");
          if (payload.op === IDENTIFY) identify(socket, d);
          else resume(socket, d);
          return;
        case PRESENCE_UPDATE:
        case VOICE_STATE_UPDATE:
          if (!session) refuse(socket, 4003, "not authenticated");
          return;
        default:
          refuse(socket, 4001, `unknown opcode ${payload.op}`);
      }
    });
    socket.on("close", (code) => {
      const session = sessionOf(socket);
      if (!session) return;
      session.socket = null;
      if (ENDS_SESSION.includes(code)) sessions.delete(session.id);
    });
  }

  world.hasSession = () => sessions.size > 0;
  world.publish = ({ type, intent, data }) => {
    world.lastActivity = performance.now();
    for (const session of sessions.values()) {
      if (intent === 0 || (session.intents & intent) !== 0) deliver(session, type, data(session.intents));
    }
  };

  const tellAll = (op: number, d: unknown) => {
    for (const socket of server.clients) send(socket, op, d);
  };

  const forTests: FakeGateway = {
    get connections() {
      return connections;
    },
    identifies,
    resumes,
    closeAll(code) {
      for (const socket of server.clients) socket.close(code);
    },
    drop() {
      for (const socket of server.clients) socket.terminate();
    },
    requestReconnect: () => tellAll(RECONNECT, null),
    invalidateSessions(resumable) {
      // The connection stays, so that the client can resume or identify over it.
      for (const session of sessions.values()) session.socket = null;
      if (!resumable) sessions.clear();
      tellAll(INVALID_SESSION, resumable);
    },
    forgetSessions: () => sessions.clear(),
    refuseIdentify(code, times = 1) {
      Object.assign(refusing, { code, times });
    },
    repeatLast(type) {
      for (const session of sessions.values()) {
        const last = session.events.findLast(({ t }) => t === type);
        if (!last) throw new Error(`there was no event ${type}`);
        deliver(session, type, last.d as Json);
      }
    },
    send(payload) {
      for (const socket of server.clients) socket.send(JSON.stringify(payload));
    },
    dispatch: (type, data) => world.publish({ type, intent: 0, data: () => data }),
    ignoreHeartbeats(on) {
      acknowledgesHeartbeats = !on;
    },
  };

  return {
    forTests,
    upgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
      const { searchParams } = new URL(request.url ?? "/", "ws://fake");
      server.handleUpgrade(request, stream, head, (socket) => {
        connections++;
        const version = searchParams.get("v");
        if (version !== "10") return refuse(socket, 4012, `invalid API version ${version}`);
        if (searchParams.get("encoding") !== "json") return refuse(socket, 4002, "the fake speaks JSON only");
        converse(socket);
      });
    },
    close() {
      forTests.drop();
      server.close();
    },
  };
}

function parse(raw: RawData): Json | null {
  try {
    const payload: unknown = JSON.parse(raw.toString());
    return isObject(payload) ? payload : null;
  } catch {
    return null;
  }
}
