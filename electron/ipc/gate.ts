/**
 * The one way from a page into the main process. A message counts only when it comes from the top frame
 * of our own window on exactly our origin; then `serve` parses it. Everything else is answered as a bad
 * request and touches nothing. The worker's port is taken under the same check, once per message.
 */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type MessagePortMain, type WebContents } from "electron";
import type { PortAnswer } from "#shared/host/bridge.ts";
import type { Serve } from "#shared/host/serve.ts";
import { err } from "#shared/kernel/result.ts";
import { ORIGIN } from "../app-identity.ts";
import { isOwnUrl } from "../security/own-origin.ts";
import { CALL_CHANNEL, PORT_CHANNEL } from "./channels.ts";

export interface GateOptions {
  readonly serve: Serve;
  readonly isOurWindow: (contents: WebContents) => boolean;
}

const REFUSED = err({ tag: "bad-request", issue: "sender" });

function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent, isOurWindow: GateOptions["isOurWindow"]): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    frame.parent === null &&
    frame.origin === ORIGIN &&
    isOwnUrl(frame.url) &&
    isOurWindow(event.sender)
  );
}

/** Answers the worker's calls until the port closes with its page. */
function servePort(port: MessagePortMain, serve: Serve): void {
  port.on("message", ({ data }: { data: unknown }) => {
    if (typeof data !== "object" || data === null || !("no" in data) || !Number.isSafeInteger(data.no)) return;
    const no = Number(data.no);
    const answered = serve("name" in data ? data.name : undefined, "args" in data ? data.args : undefined);
    answered.then((answer) => port.postMessage({ no, answer } satisfies PortAnswer)).catch(() => undefined);
  });
  port.start();
}

export function openGate({ serve, isOurWindow }: GateOptions): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, args: unknown) =>
    isTrusted(event, isOurWindow) ? serve(name, args) : REFUSED,
  );
  ipcMain.on(PORT_CHANNEL, (event) => {
    const [port, ...more] = event.ports;
    if (port !== undefined && more.length === 0 && isTrusted(event, isOurWindow)) servePort(port, serve);
    else for (const unwanted of event.ports) unwanted.close();
  });
}
