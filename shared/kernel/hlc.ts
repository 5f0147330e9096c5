/**
 * Hybrid logical clock (Kulkarni et al., 2014): 48 bits of epoch milliseconds and 16 bits of counter
 * as 16 lower-case hex digits, so that text order is time order. Monotone per stream even when the
 * wall clock steps back; a remote clock more than five minutes ahead never moves the local one.
 */
export type Hlc = string;

export const ZERO_HLC: Hlc = "0000000000000000";
const MAX_COUNTER = 0xffff;
/** How far a remote stamp may pull the local clock forward, in milliseconds. */
const MAX_LEAD_MS = 5 * 60_000;

/** @param ms epoch milliseconds, 0 to 2^48 − 1 */
export const makeHlc = (ms: number, counter: number): Hlc => ms.toString(16).padStart(12, "0") + counter.toString(16).padStart(4, "0");

/** Epoch milliseconds of a stamp. */
export const hlcToMs = (hlc: Hlc): number => Number.parseInt(hlc.slice(0, 12), 16);

const counterOf = (hlc: Hlc): number => Number.parseInt(hlc.slice(12), 16);

/** The stamp of a local event at wall time `nowMs` after `last`. Always greater than `last`. */
export function tickHlc(last: Hlc, nowMs: number): Hlc {
  const lastMs = hlcToMs(last);
  if (nowMs > lastMs) return makeHlc(nowMs, 0);
  return counterOf(last) < MAX_COUNTER ? makeHlc(lastMs, counterOf(last) + 1) : makeHlc(lastMs + 1, 0);
}

/** The local clock after hearing of a remote stamp. */
export function receiveHlc(last: Hlc, remote: Hlc, nowMs: number): Hlc {
  return remote > last && hlcToMs(remote) <= nowMs + MAX_LEAD_MS ? remote : last;
}

export const isHlc = (text: unknown): text is Hlc => typeof text === "string" && /^[0-9a-f]{16}$/.test(text);
