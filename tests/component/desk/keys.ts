/**
 * Trusted key events through the browser's own protocol, so that text really appears, buttons really are
 * pressed, and an input method really composes.
 */
import { commands } from "vitest/browser";
import type { Quiet } from "../../../renderer/ui/hooks/quiet.ts";
import type { ProtocolCall } from "../../support/key-protocol.ts";

const send = (...calls: readonly ProtocolCall[]): Promise<null> => commands.protocol(calls);

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

const NAMED: Readonly<Record<string, number>> = {
  Enter: 13,
  Tab: 9,
  Escape: 27,
  ArrowDown: 40,
  ArrowUp: 38,
  F2: 113,
  F4: 115,
  F12: 123,
  Minus: 189,
};

const virtualKey = (code: string): number => NAMED[code] ?? code.charCodeAt(code.length - 1);

export const charCode = (char: string): string =>
  /\d/.test(char) ? `Digit${char}` : char === "-" ? "Minus" : `Key${char.toUpperCase()}`;

const bits = ({ alt = false, ctrl = false, shift = false }: Modifiers): number =>
  (alt ? ALT : 0) + (ctrl ? CTRL : 0) + (shift ? SHIFT : 0);

const when = ({ at }: Modifiers): { timestamp?: number } => (at === undefined ? {} : { timestamp: at / 1000 });

const keyEvent = (
  type: "keyDown" | "keyUp" | "rawKeyDown",
  params: Readonly<Record<string, unknown>>,
): ProtocolCall => ({ method: "Input.dispatchKeyEvent", params: { type, ...params } });

const keyCalls = (key: string, code: string, modifiers: Modifiers = {}): readonly ProtocolCall[] => {
  const plain = modifiers.alt !== true && modifiers.ctrl !== true;
  const text = key === "Enter" ? "\r" : key.length === 1 && plain ? key : undefined;
  const common = { key, code, windowsVirtualKeyCode: virtualKey(code), modifiers: bits(modifiers), ...when(modifiers) };
  return [
    text === undefined ? keyEvent("rawKeyDown", common) : keyEvent("keyDown", { ...common, text }),
    keyEvent("keyUp", common),
  ];
};

/** One key down and up. `key` is what the layout makes of it, `code` its place. */
export const press = async (key: string, code: string, modifiers?: Modifiers): Promise<void> =>
  void (await send(...keyCalls(key, code, modifiers)));

/** A key that goes down and stays there: what `during` waits for is met by the events of a key held. */
export async function hold(key: string, code: string, during: () => Promise<unknown>): Promise<void> {
  const [down, up] = keyCalls(key, code);
  if (down === undefined || up === undefined) throw new Error("a key goes down and up");
  await send(down);
  await during();
  const again = { ...down, params: { ...down.params, autoRepeat: true } };
  await send(again, again, again, up);
}

export const typeText = async (text: string): Promise<void> =>
  void (await send(...[...text].flatMap((char) => keyCalls(char, charCode(char)))));

const imeCalls = (code: string, modifiers: Modifiers = {}): readonly ProtocolCall[] => {
  const common = { key: "Process", code, windowsVirtualKeyCode: 229, modifiers: bits(modifiers), ...when(modifiers) };
  return [keyEvent("rawKeyDown", common), keyEvent("keyUp", common)];
};

/** A key that the input method has taken: key code 229, no character. */
export const pressIme = async (code: string, modifiers?: Modifiers): Promise<void> =>
  void (await send(...imeCalls(code, modifiers)));

const composeCall = (text: string): ProtocolCall => ({
  method: "Input.imeSetComposition",
  params: { text, selectionStart: text.length, selectionEnd: text.length },
});

/** What the input method shows as being composed. */
export const compose = (text: string): Promise<unknown> => send(composeCall(text));

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A scanner's burst and its Enter; with `ime`, every key goes into a composition first.
 * @param afterMs how long after now the card comes: a person's last key is long past then
 */
export async function scan(
  code: string,
  gapMs: number,
  { ime = false, afterMs = 0 }: { readonly ime?: boolean; readonly afterMs?: number } = {},
): Promise<void> {
  const start = Date.now() + afterMs;
  const at = start + code.length * gapMs;
  const keys = [...code].flatMap((char, index) => {
    const modifiers = { at: start + index * gapMs };
    return ime
      ? [...imeCalls(charCode(char), modifiers), composeCall(code.slice(0, index + 1))]
      : keyCalls(char, charCode(char), modifiers);
  });
  await send(...keys, ...(ime ? imeCalls("Enter", { at }) : keyCalls("Enter", "Enter", { at })));
  await pause(Math.max(0, at - Date.now()));
}

/** A scanner's burst without its end. */
export const scanInPart = async (code: string, gapMs: number): Promise<void> => {
  const start = Date.now();
  await send(...[...code].flatMap((char, index) => keyCalls(char, charCode(char), { at: start + index * gapMs })));
};

/** What stands on the paper when something is printed: the text that is laid out for print in that moment. */
export async function paperOf(print: () => Promise<void>): Promise<readonly string[]> {
  let paper: string | null = null;
  const screenPrint = window.print;
  window.print = () => {
    dispatchEvent(new Event("beforeprint"));
    // biome-ignore lint/performance/useDomNodeTextContent: only what is laid out counts
    paper = document.body.innerText;
    dispatchEvent(new Event("afterprint"));
  };
  await send({ method: "Emulation.setEmulatedMedia", params: { media: "print" } });
  try {
    await print();
  } finally {
    await send({ method: "Emulation.setEmulatedMedia", params: { media: "" } });
    window.print = screenPrint;
  }
  if (paper === null) throw new Error("nothing was printed");
  return (paper as string).split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()])); // set by the print above
}

/** The silence after a key, which passes when the test says so. */
export function createSilence() {
  const asked: number[] = [];
  let waiting: (() => void) | null = null;
  const quiet: Quiet = (ms, run) => {
    asked.push(ms);
    waiting = run;
    return () => {
      if (waiting === run) waiting = null;
    };
  };
  return {
    quiet,
    asked,
    isWaiting: () => waiting !== null,
    pass: () => {
      const run = waiting;
      waiting = null;
      run?.();
    },
  };
}
