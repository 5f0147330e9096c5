/**
 * Keys as a scanner and an input method send them, through the browser's own input: trusted, with the time
 * of each key given, so that a busy machine does not slow a scanner down.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { CDPSession, Page } from "playwright-core";

export interface ScannerKeys {
  readonly gapMs: number;
  /** The Chinese input method is on and takes every key first. */
  readonly ime?: boolean;
}

/**
 * The keys of digits and letters, then Enter. No key waits until the page has answered to the one before. They go out
 * together once the last is due, each with its own time: between two of them the sender may be made to wait, which no
 * scanner is, and the first would be a person's.
 */
export async function scan(page: Page, code: string, { gapMs, ime = false }: ScannerKeys): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const sent: Promise<unknown>[] = [];
  const send: CDPSession["send"] = (method, params) => {
    const answered = session.send(method, params);
    sent.push(answered);
    return answered;
  };
  const startedAt = Date.now() / 1000;
  // never ahead of the clock: a key from the future would count as a part of the next scan
  await wait(code.length * gapMs);
  const at = (index: number): number => startedAt + (index * gapMs) / 1000;
  let composed = "";
  for (const [index, char] of [...code].entries()) {
    const physical = /\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`;
    const timestamp = at(index);
    if (ime) {
      composed += char;
      void processKey(send, physical, timestamp);
      void send("Input.imeSetComposition", {
        text: composed,
        selectionStart: composed.length,
        selectionEnd: composed.length,
      });
    } else {
      void send("Input.dispatchKeyEvent", {
        type: "keyDown",
        key: char,
        code: physical,
        text: char,
        windowsVirtualKeyCode: char.toUpperCase().charCodeAt(0),
        timestamp,
      });
    }
    void send("Input.dispatchKeyEvent", {
      type: "keyUp",
      key: char,
      code: physical,
      windowsVirtualKeyCode: char.toUpperCase().charCodeAt(0),
      timestamp: timestamp + 0.001,
    });
  }
  const end = at(code.length);
  if (ime) void processKey(send, "Enter", end);
  else
    void send("Input.dispatchKeyEvent", {
      type: "keyDown",
      key: "Enter",
      code: "Enter",
      text: "\r",
      windowsVirtualKeyCode: 13,
      timestamp: end,
    });
  void send("Input.dispatchKeyEvent", {
    type: "keyUp",
    key: "Enter",
    code: "Enter",
    windowsVirtualKeyCode: 13,
    timestamp: end + 0.001,
  });
  await Promise.all(sent);
  await session.detach();
}

/** Types letters into the input method, presses its Enter with the letters still open, then commits a word. */
export async function compose(
  page: Page,
  letters: string,
  word: string,
  whileComposing: () => Promise<void>,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send: CDPSession["send"] = (method, params) => session.send(method, params);
  for (let length = 1; length <= letters.length; length++) {
    await processKey(send, `Key${letters.charAt(length - 1).toUpperCase()}`);
    await session.send("Input.imeSetComposition", {
      text: letters.slice(0, length),
      selectionStart: length,
      selectionEnd: length,
    });
  }
  await processKey(send, "Enter");
  await whileComposing();
  await session.send("Input.insertText", { text: word });
  await session.detach();
}

const processKey = (send: CDPSession["send"], code: string, timestamp?: number): Promise<unknown> =>
  send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Process",
    code,
    windowsVirtualKeyCode: 229,
    ...(timestamp !== undefined && { timestamp }),
  });
