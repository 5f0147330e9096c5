/** The page's way to its host: Electron's bridge where the preload put one, loopback otherwise. */
import type { Bridge } from "#shared/host/bridge.ts";
import type { Host } from "#shared/host/contract.ts";
import { createHostFrom } from "./host-call.ts";
import { createSocketHost, type LaunchKeySource } from "./socket-host.ts";

const isBridge = (value: unknown): value is Pick<Bridge, "call"> =>
  typeof value === "object" && value !== null && "call" in value && typeof value.call === "function";

export function createHost(launchKey: LaunchKeySource): Host {
  const bridge: unknown = Reflect.get(globalThis, "readerDesk");
  return isBridge(bridge)
    ? createHostFrom((name, args) => bridge.call(name, args))
    : createSocketHost(launchKey, location);
}
