/**
 * The ten quick-log keys of a desk: which purpose Alt+1 … Alt+9 and Alt+0 log. Kept as one setting per
 * desk, so that they travel with sync; a desk without one uses the library's list of purposes.
 */
import * as v from "valibot";
import { PURPOSES } from "../purpose.ts";
import { line } from "../record.ts";

const PRESET_SLOTS = 10;

export interface Preset {
  /** A code of the list `purpose`. */
  readonly purpose: string;
}

const presetList = v.pipe(v.array(v.object({ purpose: line })), v.minLength(1), v.maxLength(PRESET_SLOTS));

export const DEFAULT_PRESETS: readonly Preset[] = PURPOSES.map((purpose) => ({ purpose }));

/** Record id of a desk's presets: fixed, so that two edits of one desk's keys meet in one record. */
export const presetsId = (installation: string): string => `presets/${installation}`;

/** What a setting's value says; anything else counts as not set. */
export function parsePresets(value: unknown): readonly Preset[] {
  const parsed = v.safeParse(presetList, value);
  return parsed.success ? parsed.output : DEFAULT_PRESETS;
}

/** The key printed on the n-th preset: 1 … 9, then 0. */
export const presetKey = (index: number): string => String((index + 1) % PRESET_SLOTS);

/** Only the top row: keypad digits with Alt are character entry, and some scanners type that way. */
export function presetIndex(code: string): number | null {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  return digit === undefined ? null : (Number(digit) + PRESET_SLOTS - 1) % PRESET_SLOTS;
}
