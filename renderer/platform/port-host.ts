/**
 * A host for the worker that goes through the page: a dedicated worker has no preload, so in Electron the
 * page passes its calls on.
 */
import type { CallName, Host } from "#shared/host/contract.ts";
import { createHostFrom } from "./host-call.ts";

interface Question {
  readonly no: number;
  readonly name: CallName;
  readonly args: unknown;
}
interface Answer {
  readonly no: number;
  readonly answer: unknown;
}

/** The worker's end. */
export function createPortHost(port: MessagePort): Host {
  const waiting = new Map<number, (answer: unknown) => void>();
  let last = 0;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.no)?.(data.answer);
    waiting.delete(data.no);
  };
  return createHostFrom(
    (name, args) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        port.postMessage({ no: last, name, args } satisfies Question);
      }),
    // the page's end keeps the time
    () => null,
  );
}

/** The page's end: passes on what comes through the port. */
export function servePort(port: MessagePort, host: Host): void {
  port.onmessage = ({ data }: MessageEvent<Question>) => {
    // arguments are parsed by the host, and nowhere else
    void host(data.name, data.args as never).then((answer) => port.postMessage({ no: data.no, answer } satisfies Answer));
  };
}
