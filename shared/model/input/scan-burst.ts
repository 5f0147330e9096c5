/**
 * Tells a scanner's burst of keys from typing. A burst is at least four characters, each soon after the
 * last, all within 1.5 seconds, ended by the scanner's suffix. A configured prefix is the reliable sign;
 * without one the code must hold a digit, so that a fast typist's word and Enter stay typing.
 * Keys that an input method has taken are read from their physical place. A long code may stumble once: a
 * radio link or a busy machine holds a key back, and half a card number would be nobody's or another's. One that was
 * held back for longer is doubtful: what came before may be its beginning, and it opens nobody by itself.
 */
import { codeToChar } from "./key-code.ts";

export interface ScannerSettings {
  /** Longest gap between two keys, in milliseconds. */
  readonly gapMs: number;
  readonly prefix: string;
  readonly suffix: "enter" | "tab" | "none";
}

/** Slower than this between two keys is a person: fast typists stay above it. */
export const SLOWEST_SCANNER_MS = 100;
export const DEFAULT_SCANNER: ScannerSettings = { gapMs: SLOWEST_SCANNER_MS, prefix: "", suffix: "enter" };

const LONGEST_BURST_MS = 1500;
const FEWEST_CHARS = 4;
/** A code with one longer gap must be longer, so that a person's pause between two quick digits stays typing. */
const FEWEST_CHARS_STUMBLED = 8;
const STUMBLE_GAPS = 3;
/** What a code may begin with: words typed right before it stay out of it. */
const CODE_CHARS = /^[\w-]*\d[\w-]*$/;

export interface ScanKey {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  /** Ctrl, Alt or the platform key. */
  readonly chord: boolean;
  readonly repeat: boolean;
  /** An input method has taken the key: `isComposing` or key code 229. */
  readonly ime: boolean;
  /** Milliseconds on any steady clock. */
  readonly at: number;
}

export interface ScanState {
  readonly text: string;
  readonly startedAt: number;
  readonly lastAt: number;
  /** Some key of the run went through an input method. */
  readonly ime: boolean;
  /** One gap of the run was longer than a scanner's, but not by much. */
  readonly stumbled: boolean;
  /** What was begun as a code right before the run, and may be the beginning of it. */
  readonly cutOff: string;
  /** All of that came as fast as a scanner sends: no person typed it. */
  readonly isCutFast: boolean;
  /** End of the last burst: a line feed after its carriage return belongs to it. */
  readonly endedAt: number;
}
export const NO_SCAN: ScanState = {
  text: "",
  startedAt: 0,
  lastAt: Number.NEGATIVE_INFINITY,
  ime: false,
  stumbled: false,
  cutOff: "",
  isCutFast: false,
  endedAt: Number.NEGATIVE_INFINITY,
};

export interface Scan {
  /** Without prefix and suffix, as it came; of a doubtful one with what came before it. */
  readonly text: string;
  readonly ime: boolean;
  /** Keys of it were held back: a person must say whose it is. */
  readonly doubtful?: true;
  /** Of a doubtful one what came last, where what came before was as slow as single keys of a person. */
  readonly rest?: string;
}

export interface ScanStep {
  readonly state: ScanState;
  /**
   * The key began a new run: the moment to remember what the field held, unless `isCutFast` says that the run goes on
   * with a scan.
   */
  readonly begins: boolean;
  readonly scan: Scan | null;
  /** The key belongs to a scanner and may do nothing else. */
  readonly swallow: boolean;
  /** The key is one of the run, which may become a scan. */
  readonly belongs: boolean;
}

/** Feeds one key press. */
export function feedKey(state: ScanState, key: ScanKey, settings: ScannerSettings): ScanStep {
  const nothing: ScanStep = { state, begins: false, scan: null, swallow: false, belongs: false };
  if (isModifier(key.code) || key.repeat) return nothing;
  // scanners send a line feed as Ctrl+J, which means something else to browsers
  const lineFeed = key.chord && key.code === "KeyJ";
  // a person is at the keys: an Enter after this one is theirs, not the rest of the last scan
  if (key.chord && !lineFeed) return { ...nothing, state: NO_SCAN };
  if (lineFeed || isTerminator(key.code, settings)) return end(state, key, settings, lineFeed);
  const char = key.ime || key.key.length !== 1 ? codeToChar(key.code, key.shift) : key.key;
  if (char === null) return { ...nothing, state: NO_SCAN };
  const gap = key.at - state.lastAt;
  const stumbles = gap > settings.gapMs;
  // a lone key has acted as a person's by then
  const mayStumble = !state.stumbled && state.text.length > 1 && CODE_CHARS.test(state.text);
  const goesOn = !stumbles || (gap <= settings.gapMs * STUMBLE_GAPS && mayStumble);
  const isCut = gap <= LONGEST_BURST_MS && CODE_CHARS.test(state.text);
  const next = goesOn
    ? {
        ...state,
        text: state.text + char,
        lastAt: key.at,
        ime: state.ime || key.ime,
        stumbled: state.stumbled || stumbles,
      }
    : {
        text: char,
        startedAt: key.at,
        lastAt: key.at,
        ime: key.ime,
        stumbled: false,
        cutOff: isCut ? state.cutOff + state.text : "",
        isCutFast: isCut && isFast(state) && (state.cutOff === "" || state.isCutFast),
        endedAt: state.endedAt,
      };
  return { state: next, begins: !goesOn, scan: null, swallow: false, belongs: true };
}

/** For scanners without a suffix: asks, `gapMs` after the last key, whether the silence ended a burst. */
export function endBySilence(state: ScanState, now: number, settings: ScannerSettings): ScanStep {
  const silent = settings.suffix === "none" && now - state.lastAt >= settings.gapMs;
  const scan = silent ? readBurst(state, settings) : null;
  return scan === null
    ? { state, begins: false, scan: null, swallow: false, belongs: false }
    : { state: { ...NO_SCAN, endedAt: now }, begins: false, scan, swallow: true, belongs: false };
}

/** A code begins with a letter or a digit; so does every single key that acts on a list. */
const MAY_BEGIN = /^[\p{L}\p{N}]/u;

/** A run has at most one gap that is longer than a scanner's: so few of its keys, and a person may have typed them. */
const isFast = ({ text, stumbled }: ScanState): boolean => text.length >= (stumbled ? 4 : 2);

/**
 * How long after its last key, in milliseconds, a run may still become a scan: so long its keys are nobody's.
 * @returns null where it cannot become one
 */
export function mayGoOnMs(
  { text, startedAt, lastAt, stumbled }: ScanState,
  { gapMs, prefix, suffix }: ScannerSettings,
): number | null {
  const mayBegin = prefix === "" ? MAY_BEGIN.test(text) : text.startsWith(prefix) || prefix.startsWith(text);
  if (!mayBegin || text === "" || lastAt - startedAt > LONGEST_BURST_MS) return null;
  // a lone key is a person's after one gap; of a code that was begun the next key may stumble
  const mayStumble = suffix !== "none" && !stumbled && text.length > 1 && CODE_CHARS.test(text);
  return mayStumble ? gapMs * STUMBLE_GAPS : gapMs;
}

/** Fingers that roll over neighbouring keys are slower than this between two, in milliseconds. */
const FASTEST_HAND_MS = 30;

/** Whether a run can only be a scanner's: where its end is missing, and where a person types a number fast and sends it. */
export const isByMachine = (state: ScanState, settings: ScannerSettings): boolean =>
  readBurst(state, settings) !== null &&
  state.lastAt - state.startedAt <= FASTEST_HAND_MS * ([...state.text].length - 1);

/** Whether a code is none: so few characters a person types as fast. @param isStumbled with one longer gap */
export const isTooShort = (code: string, isStumbled = false): boolean =>
  [...code].length < (isStumbled ? FEWEST_CHARS_STUMBLED : FEWEST_CHARS);

export const isModifier = (code: string): boolean => MODIFIERS.test(code);
const MODIFIERS = /^(Shift|Control|Alt|Meta)(Left|Right)$|^(CapsLock|NumLock|Fn)$/;

const isTerminator = (code: string, settings: ScannerSettings): boolean =>
  code === "Enter" || code === "NumpadEnter" || (code === "Tab" && settings.suffix === "tab");

function end(state: ScanState, key: ScanKey, settings: ScannerSettings, lineFeed: boolean): ScanStep {
  const after: ScanState = { ...NO_SCAN, endedAt: state.endedAt };
  // with keys between, it ends the next scan of a quick queue, or is a person's
  if (state.text === "" && key.at - state.endedAt <= settings.gapMs)
    return { state: { ...after, endedAt: key.at }, begins: false, scan: null, swallow: true, belongs: false };
  const scan = key.at - state.lastAt <= settings.gapMs ? readBurst(state, settings) : null;
  return {
    state: scan === null ? after : { ...after, endedAt: key.at },
    begins: false,
    scan,
    swallow: scan !== null || lineFeed,
    belongs: false,
  };
}

/** @returns the code, where the keys came as only a scanner sends them */
export function readBurst(
  { text, startedAt, lastAt, ime, stumbled, cutOff, isCutFast }: ScanState,
  { prefix }: ScannerSettings,
): Scan | null {
  if (lastAt - startedAt > LONGEST_BURST_MS || !text.startsWith(prefix)) return null;
  const code = text.slice(prefix.length);
  if (isTooShort(code, stumbled) || (prefix === "" && !/\d/.test(code.normalize("NFKC")))) return null;
  // a prefix says that nothing of it is missing
  if (cutOff === "" || prefix !== "") return { text: code, ime };
  return { text: cutOff + code, ime, doubtful: true, ...(!isCutFast && { rest: code }) };
}
