/**
 * Hybrid logical clock (Kulkarni et al., 2014): 48 bits of epoch milliseconds and 16 bits of counter
 * as 16 lower-case hex digits, so that text order is time order. No stamp, a colleague's or the own stream's
 * last one, leads the wall clock by more than five minutes: within them a stream's stamps rise though the clock steps
 * back; a clock that was years ahead and was put right is followed at once.
 *
 * A merge needs no more. What a writer had seen is told by numbers (vectors, `seen`, `after`), never by stamps, and
 * replaces it whatever the stamps are; a stamp only ranks writes that have not seen each other, by (stamp, stream,
 * number), which is a total order also where a stream's stamps go back.
 */
export type Hlc = string;

export const ZERO_HLC: Hlc = "0000000000000000";
const MAX_COUNTER = 0xffff;
/** How far stamps may lead the wall clock, in milliseconds. */
const MAX_LEAD_MS = 5 * 60_000;

/** @param ms epoch milliseconds, 0 to 2^48 − 1 */
export const makeHlc = (ms: number, counter: number): Hlc =>
  ms.toString(16).padStart(12, "0") + counter.toString(16).padStart(4, "0");

/** Epoch milliseconds of a stamp. */
export const hlcToMs = (hlc: Hlc): number => Number.parseInt(hlc.slice(0, 12), 16);

const counterOf = (hlc: Hlc): number => Number.parseInt(hlc.slice(12), 16);

/**
 * The stamp of a local event at wall time `nowMs` after `last`. Greater than `last`, unless that leads by more than
 * five minutes.
 */
export function tickHlc(last: Hlc, nowMs: number): Hlc {
  const lastMs = hlcToMs(last);
  if (nowMs > lastMs || lastMs > nowMs + MAX_LEAD_MS) return makeHlc(nowMs, 0);
  return counterOf(last) < MAX_COUNTER ? makeHlc(lastMs, counterOf(last) + 1) : makeHlc(lastMs + 1, 0);
}

/** The local clock after hearing of a remote stamp. */
export function receiveHlc(last: Hlc, remote: Hlc, nowMs: number): Hlc {
  return remote > last && hlcToMs(remote) <= nowMs + MAX_LEAD_MS ? remote : last;
}

export const isHlc = (text: unknown): text is Hlc => typeof text === "string" && /^[0-9a-f]{16}$/.test(text);
