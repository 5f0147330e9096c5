/**
 * Trusted key events through the browser's own protocol, so that text really appears, buttons really are
 * pressed, and an input method really composes.
 */
import { cdp } from "vitest/browser";

interface Session {
  send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
}
const session = (): Session => cdp() as unknown as Session; // vitest leaves the protocol's types to the provider

const ALT = 1;
const CTRL = 2;
const SHIFT = 8;

export interface Modifiers {
  /** When the key was pressed, epoch milliseconds: as the keyboard has it, however slow the page is. */
  readonly at?: number;
  readonly alt?: boolean;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
}

const NAMED: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Escape: 27, ArrowDown: 40, ArrowUp: 38, F2: 113, F4: 115, F12: 123, Minus: 189 };

const virtualKey = (code: string): number => NAMED[code] ?? code.charCodeAt(code.length - 1);

export const charCode = (char: string): string => (/\d/.test(char) ? `Digit${char}` : char === "-" ? "Minus" : `Key${char.toUpperCase()}`);

const bits = ({ alt = false, ctrl = false, shift = false }: Modifiers): number => (alt ? ALT : 0) + (ctrl ? CTRL : 0) + (shift ? SHIFT : 0);

const when = ({ at }: Modifiers): { timestamp?: number } => (at === undefined ? {} : { timestamp: at / 1000 });

/** One key down and up. `key` is what the layout makes of it, `code` its place. */
export async function press(key: string, code: string, modifiers: Modifiers = {}): Promise<void> {
  const plain = modifiers.alt !== true && modifiers.ctrl !== true;
  const text = key === "Enter" ? "\r" : key.length === 1 && plain ? key : undefined;
  const common = { key, code, windowsVirtualKeyCode: virtualKey(code), modifiers: bits(modifiers), ...when(modifiers) };
  await session().send("Input.dispatchKeyEvent", { type: text === undefined ? "rawKeyDown" : "keyDown", ...common, ...(text !== undefined && { text }) });
  await session().send("Input.dispatchKeyEvent", { type: "keyUp", ...common });
}

/** A key that goes down and stays there: what `during` waits for is met by the events of a key held. */
export async function hold(key: string, code: string, during: () => Promise<unknown>): Promise<void> {
  const common = { key, code, windowsVirtualKeyCode: virtualKey(code), ...(key === "Enter" && { text: "\r" }) };
  const down = (autoRepeat: boolean): Promise<unknown> => session().send("Input.dispatchKeyEvent", { type: "keyDown", ...common, autoRepeat });
  await down(false);
  await during();
  for (let repeat = 0; repeat < 3; repeat++) await down(true);
  await session().send("Input.dispatchKeyEvent", { type: "keyUp", ...common, text: undefined });
}

export const typeText = async (text: string): Promise<void> => {
  for (const char of text) await press(char, charCode(char));
};

/** A key that the input method has taken: key code 229, no character. */
export async function pressIme(code: string, modifiers: Modifiers = {}): Promise<void> {
  const common = { key: "Process", code, windowsVirtualKeyCode: 229, modifiers: bits(modifiers), ...when(modifiers) };
  await session().send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...common });
  await session().send("Input.dispatchKeyEvent", { type: "keyUp", ...common });
}

/** What the input method shows as being composed. */
export const compose = (text: string): Promise<unknown> => session().send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A scanner's burst and its Enter; with `ime`, every key goes into a composition first.
 * @param afterMs how long after now the card comes: a person's last key is long past then
 */
export async function scan(code: string, gapMs: number, { ime = false, afterMs = 0 }: { readonly ime?: boolean; readonly afterMs?: number } = {}): Promise<void> {
  const start = Date.now() + afterMs;
  for (const [index, char] of [...code].entries()) {
    const at = start + index * gapMs;
    if (ime) {
      await pressIme(charCode(char), { at });
      await compose(code.slice(0, index + 1));
    } else await press(char, charCode(char), { at });
  }
  const at = start + code.length * gapMs;
  if (ime) await pressIme("Enter", { at });
  else await press("Enter", "Enter", { at });
  await pause(Math.max(0, at - Date.now()));
}

/** What stands on the paper when something is printed: the text that is laid out for print in that moment. */
export async function paperOf(print: () => Promise<void>): Promise<readonly string[]> {
  let paper: string | null = null;
  const screenPrint = window.print;
  window.print = () => {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is laid out counts
    paper = document.body.innerText;
  };
  await session().send("Emulation.setEmulatedMedia", { media: "print" });
  try {
    await print();
  } finally {
    await session().send("Emulation.setEmulatedMedia", { media: "" });
    window.print = screenPrint;
  }
  if (paper === null) throw new Error("nothing was printed");
  return (paper as string).split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()])); // set by the print above
}
