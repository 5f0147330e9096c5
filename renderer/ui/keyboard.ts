/**
 * Keys, the same way everywhere. While an input method composes, no key is ours: the first line of every
 * key handler is `if (isIme(e)) return`. Keys are written `Ctrl+Shift+K`; `Ctrl` is ⌘ on a Mac.
 */

export interface KeyLike {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface ReactKeyLike {
  readonly nativeEvent: KeyLike;
}

const native = (event: KeyLike | ReactKeyLike): KeyLike => ("nativeEvent" in event ? event.nativeEvent : event);

/** On Windows the first composing key has `isComposing: false` and key code 229; elsewhere Enter comes composing. */
export function isIme(event: KeyLike | ReactKeyLike): boolean {
  const { isComposing, keyCode } = native(event);
  return isComposing || keyCode === 229;
}

/** Ends a running composition; what it has put into the field so far stays there. */
export function cancelComposition(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.blur();
  element.focus({ preventScroll: true });
}

/** Enter that a person means: not one that confirms a composition. */
export const isEnter = (event: KeyLike | ReactKeyLike): boolean => !isIme(event) && native(event).key === "Enter";

const isMac = (): boolean => /mac/i.test(navigator.platform);

/** Names in `keys` that differ from what the browser calls them. */
const NAMED: Readonly<Record<string, string>> = {
  "←": "ArrowLeft",
  "→": "ArrowRight",
  "↑": "ArrowUp",
  "↓": "ArrowDown",
  Esc: "Escape",
  Del: "Delete",
  Space: " ",
  PgUp: "PageUp",
  PgDn: "PageDown",
};

const PUNCTUATION: Readonly<Record<string, string>> = {
  "-": "Minus",
  "=": "Equal",
  "/": "Slash",
  ",": "Comma",
  ".": "Period",
  "[": "BracketLeft",
  "]": "BracketRight",
};

/** The position of a key that is matched by place rather than by letter; null for named keys. */
function codeOf(key: string): string | null {
  if (/^[A-Za-z]$/.test(key)) return `Key${key.toUpperCase()}`;
  // the top row only: Alt with the number pad enters characters, and some scanners type that way
  if (/^[0-9]$/.test(key)) return `Digit${key}`;
  return PUNCTUATION[key] ?? null;
}

interface Chord {
  readonly key: string;
  readonly code: string | null;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly isLetterOrDigit: boolean;
  readonly isDigit: boolean;
  /** A lone sign, which is where the layout puts it, with Shift or without. */
  readonly isSign: boolean;
}

const chords = new Map<string, Chord>();

/** Each is read once: every key that is typed is held against every shortcut. */
function chordOf(keys: string): Chord {
  const known = chords.get(keys);
  if (known !== undefined) return known;
  const parts = splitKeys(keys);
  const modifiers = parts.slice(0, -1);
  const key = parts.at(-1) ?? "";
  const code = codeOf(key);
  const chord: Chord = {
    key: NAMED[key] ?? key,
    code,
    ctrl: modifiers.includes("Ctrl"),
    alt: modifiers.includes("Alt"),
    shift: modifiers.includes("Shift"),
    isLetterOrDigit: /^[A-Za-z0-9]$/.test(key),
    isDigit: /^[0-9]$/.test(key),
    isSign: code !== null || !/^\w|^[←→↑↓]/.test(key),
  };
  chords.set(keys, chord);
  return chord;
}

/** @param keys as in `Ctrl+Shift+K`, `Alt+1`, `F9`, `?`, `Ctrl+=` */
export function matchKeys(event: KeyLike | ReactKeyLike, keys: string, mac: boolean = isMac()): boolean {
  if (isIme(event)) return false;
  const pressed = native(event);
  const wanted = chordOf(keys);
  const ctrl = mac ? pressed.metaKey : pressed.ctrlKey;
  const other = mac ? pressed.ctrlKey : pressed.metaKey;
  // presets: Option types symbols on a Mac, Control does not
  if (mac && wanted.alt && wanted.isDigit)
    return pressed.ctrlKey && !pressed.altKey && !pressed.metaKey && pressed.code === wanted.code;
  if (ctrl !== wanted.ctrl || other || pressed.altKey !== wanted.alt) return false;
  if (wanted.code !== null && (wanted.ctrl || wanted.alt || wanted.isLetterOrDigit))
    return pressed.shiftKey === wanted.shift && pressed.code === wanted.code;
  if (wanted.isSign) return pressed.key === wanted.key || (wanted.key === "?" && pressed.key === "？");
  return pressed.shiftKey === wanted.shift && pressed.key === wanted.key;
}

/** `Ctrl+=` and `Ctrl++` both end in a sign. */
const splitKeys = (keys: string): string[] => keys.split(/\+(?!$)/);

const MAC_SIGNS: Readonly<Record<string, string>> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↵" };

/** For key hints: `Ctrl K` as the pictures write it, `⌘K` on a Mac. */
export function keyLabel(keys: string, mac: boolean = isMac()): string {
  const parts = splitKeys(keys);
  if (mac && parts[0] === "Alt" && /^[0-9]$/.test(parts[1] ?? "")) return `⌃${parts[1]}`;
  if (mac) return parts.map((part) => MAC_SIGNS[part] ?? part).join("");
  return parts.map((part) => (part === "Enter" ? "↵" : part)).join(" ");
}

/** For `aria-keyshortcuts`. */
export const ariaKeys = (keys: string, mac: boolean = isMac()): string =>
  splitKeys(keys)
    .map((part) => (part === "Ctrl" ? (mac ? "Meta" : "Control") : (NAMED[part] ?? part)))
    .join("+");

/** Whether what has the focus takes letters, so that single keys are text. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "submit", "range", "file"].includes(target.type)
  );
}

/** A field that measures a scanner, or is given a new PIN, wants every key as it comes: `<input {...RAW_KEYS}>`. */
export const RAW_KEYS = { "data-raw-keys": "" };

export const takesRawKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset.rawKeys !== undefined;

/** A field for a number that some type as fast as a scanner sends: only what no hand can type is a scan there. */
export const FAST_HANDS = { "data-fast-hands": "" };

export const hasFastHands = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset.fastHands !== undefined;

/**
 * A field for a number that is scanned: the whole code is put into it, and it keeps the focus: `<input
 * {...TAKES_SCAN}>`.
 */
export const TAKES_SCAN = { "data-takes-scan": "" };

export const takesScan = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset.takesScan !== undefined;

export interface Shortcut {
  readonly keys?: readonly string[];
  /** Also while a text field has the focus. */
  readonly inFields?: boolean;
  /** @param pressed where the key was pressed: one that was held back may come after the focus has moved */
  readonly isAt?: (pressed: EventTarget | null) => boolean;
  readonly enabled?: () => boolean;
  readonly run: () => void | Promise<void>;
}

/** Whether a key was pressed inside. */
export const isInside = (place: Element | null, pressed: EventTarget | null): boolean =>
  place !== null && pressed instanceof Node && place.contains(pressed);

/** The first enabled shortcut that the keys mean; the caller decides what then happens. */
export function findShortcut<T extends Shortcut>(event: KeyboardEvent, shortcuts: readonly T[]): T | undefined {
  if (isIme(event)) return undefined;
  const inText = takesText(event.target);
  return shortcuts.find((shortcut) => {
    if (inText && shortcut.inFields !== true) return false;
    return (
      (shortcut.keys ?? []).some((keys) => matchKeys(event, keys)) &&
      (shortcut.isAt?.(event.target) ?? true) &&
      (shortcut.enabled?.() ?? true)
    );
  });
}
