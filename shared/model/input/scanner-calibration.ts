/**
 * Learns a scanner from test scans: how fast its keys follow one another and what it sends at the end. The
 * longest gap that counts as a scan is twice the slowest seen, so that a busy computer breaks none.
 */
import { isTooShort, type ScannerSettings, SLOWEST_SCANNER_MS } from "./scan-burst.ts";

export interface TimedKey {
  readonly key: string;
  /** Milliseconds on any steady clock. */
  readonly at: number;
}

export interface Calibration {
  readonly text: string;
  readonly medianGapMs: number;
  readonly slowestGapMs: number;
  readonly settings: ScannerSettings;
}

export type CalibrationError =
  /** Of so few characters as a person types. */
  | { readonly tag: "too-short" }
  /** A person typed, or the scanner is as slow as one. */
  | { readonly tag: "too-slow"; readonly medianGapMs: number };

const SMALLEST_LIMIT_MS = 30;

const TERMINATORS: Readonly<Record<string, ScannerSettings["suffix"]>> = { Enter: "enter", Tab: "tab" };

/** @param keys one whole test scan, with its terminator if there was one */
export function calibrate(
  keys: readonly TimedKey[],
  prefix: string,
): { ok: true; value: Calibration } | { ok: false; error: CalibrationError } {
  const last = keys.at(-1);
  const suffix = (last && TERMINATORS[last.key]) ?? "none";
  const letters = suffix === "none" ? keys : keys.slice(0, -1);
  const text = letters.map(({ key }) => key).join("");
  if (isTooShort(text)) return { ok: false, error: { tag: "too-short" } };
  const gaps = keys.slice(1).map(({ at }, index) => at - (keys[index]?.at ?? at));
  const sorted = gaps.toSorted((a, b) => a - b);
  const medianGapMs = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const slowestGapMs = sorted.at(-1) ?? 0;
  if (medianGapMs > SLOWEST_SCANNER_MS) return { ok: false, error: { tag: "too-slow", medianGapMs } };
  const gapMs = Math.min(SLOWEST_SCANNER_MS, Math.max(SMALLEST_LIMIT_MS, Math.ceil(slowestGapMs * 2)));
  const kept = prefix !== "" && text.startsWith(prefix) ? prefix : "";
  return { ok: true, value: { text, medianGapMs, slowestGapMs, settings: { gapMs, prefix: kept, suffix } } };
}
