/**
 * A host for the worker in Electron: a dedicated worker has no preload, so its calls go through a port that
 * the page has handed over.
 */
import type { PortAnswer, PortCall } from "#shared/host/bridge.ts";
import type { Host } from "#shared/host/contract.ts";
import { createHostFrom } from "./host-call.ts";

export function createPortHost(port: MessagePort): Host {
  const waiting = new Map<number, (answer: unknown) => void>();
  let last = 0;
  port.onmessage = ({ data }: MessageEvent<PortAnswer>) => {
    waiting.get(data.no)?.(data.answer);
    waiting.delete(data.no);
  };
  return createHostFrom(
    (name, args) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        port.postMessage({ no: last, name, args } satisfies PortCall);
      }),
  );
}
