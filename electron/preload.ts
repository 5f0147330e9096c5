/**
 * Runs in the sandboxed page before its own scripts and puts one frozen object on it, the bridge. No
 * Electron object and no channel name reaches the page; what it passes is judged in the main process.
 */
import { contextBridge, ipcRenderer } from "electron";
import { type Bridge, WORKER_PORT } from "#shared/host/bridge.ts";
import { CALL_CHANNEL, MENU_CHANNEL, PORT_CHANNEL } from "./ipc/channels.ts";

/** The little of the page that is needed here; this folder compiles without the DOM. */
interface PageMessage {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
  readonly ports: readonly object[];
}
declare const window: {
  addEventListener(type: "message", listener: (event: PageMessage) => void): void;
  readonly location: { readonly origin: string };
};

const bridge: Bridge = Object.freeze({
  call: (name, args) => ipcRenderer.invoke(CALL_CHANNEL, name, args),
  onMenu: (listener) => {
    const hear = (_event: unknown, command: unknown): void => {
      if (typeof command === "string") listener(command);
    };
    ipcRenderer.on(MENU_CHANNEL, hear);
    return () => {
      ipcRenderer.removeListener(MENU_CHANNEL, hear);
    };
  },
} satisfies Bridge);

contextBridge.exposeInMainWorld("readerDesk", bridge);

window.addEventListener("message", ({ source, origin, data, ports }) => {
  const [port] = ports;
  if (source !== window || origin !== window.location.origin || data !== WORKER_PORT || port === undefined) return;
  ipcRenderer.postMessage(PORT_CHANNEL, null, [port]);
});
