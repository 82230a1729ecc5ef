import type { KnownVitals } from "./vitals.ts";

export type Readiness = {
  /** Whether questions are answered. A model that is down does not count: the words alone answer meanwhile. */
  ready: boolean;
  gateway: "connected" | "not connected";
  index: "open" | "not open";
  model: "answers" | "down" | "none" | "unknown";
};

export function readinessOf(vitals: KnownVitals): Readiness {
  const isConnected = vitals.gateway?.().isConnected ?? false;
  const isOpen = vitals.index !== undefined;
  return {
    ready: isConnected && isOpen,
    gateway: isConnected ? "connected" : "not connected",
    index: isOpen ? "open" : "not open",
    model: modelState(vitals),
  };
}

function modelState({ index, models }: KnownVitals): Readiness["model"] {
  if (!index || !models) return "unknown";
  const { embedder, reranker } = index();
  if (embedder.kind === "built-in" && reranker === null) return "none";
  return models().isDown ? "down" : "answers";
}
