/** Electron's menu bar as the page sees it. In a browser window there is none, and nothing is ever heard. */
import type { Bridge } from "#shared/host/bridge.ts";

const isListened = (value: unknown): value is Pick<Bridge, "onMenu"> =>
  typeof value === "object" && value !== null && "onMenu" in value && typeof value.onMenu === "function";

/** @returns what stops listening */
export function onMenuCommand(listener: (command: string) => void): () => void {
  const bridge: unknown = Reflect.get(globalThis, "readerDesk");
  return isListened(bridge) ? bridge.onMenu(listener) : () => undefined;
}
