/** Speaks the DevTools protocol with a browser that this process has opened, over two handles that nobody else has. */
import type { Readable, Writable } from "node:stream";
import { isObject } from "#shared/kernel/json.ts";
import { parseJson } from "../sealing/card-file.ts";

export interface DebuggingPipe {
  readonly toBrowser: Writable;
  readonly fromBrowser: Readable;
}

export interface DevTools {
  /** Rejects where the browser refuses, or ends before it has answered. */
  readonly ask: (method: string, params: object, sessionId?: string) => Promise<unknown>;
}

/** Messages end with this. */
const END = "\0";

/** @param hear every message that answers nothing */
export function speakDevTools({ toBrowser, fromBrowser }: DebuggingPipe, hear: (message: unknown) => void): DevTools {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let no = 0;
  let isOver = false;
  const over = (): void => {
    isOver = true;
    for (const { reject } of waiting.values()) reject(new Error("the browser has ended"));
    waiting.clear();
  };
  const take = (text: string): void => {
    const message = parseJson(text);
    const asked = isObject(message) && typeof message.id === "number" ? waiting.get(message.id) : undefined;
    if (!isObject(message) || asked === undefined) {
      hear(message);
      return;
    }
    waiting.delete(Number(message.id));
    if (isObject(message.error)) asked.reject(new Error(String(message.error.message)));
    else asked.resolve(message.result);
  };
  // an answer of megabytes comes in many pieces: they are joined once
  let pieces: string[] = [];
  fromBrowser.setEncoding("utf8");
  fromBrowser.on("data", (text: string) => {
    const [first = "", ...more] = text.split(END);
    pieces.push(first);
    for (const next of more) {
      take(pieces.join(""));
      pieces = [next];
    }
  });
  fromBrowser.on("close", over);
  for (const end of [toBrowser, fromBrowser]) end.on("error", over);
  return {
    ask: (method, params, sessionId) => {
      if (isOver) return Promise.reject(new Error("the browser has ended"));
      no += 1;
      const id = no;
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      toBrowser.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}${END}`);
      return answer;
    },
  };
}
