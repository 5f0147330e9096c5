/**
 * The browser's own protocol for `keys.ts`. The page hands over a whole burst at once: to ask for each key by itself
 * took ten times as long as the key. Each call is made when the page has heard the one before.
 */
import "@vitest/browser-playwright";
import type { BrowserCommand, BrowserCommandContext } from "vitest/node";

export interface ProtocolCall {
  readonly method: "Input.dispatchKeyEvent" | "Input.imeSetComposition" | "Emulation.setEmulatedMedia";
  readonly params: Readonly<Record<string, unknown>>;
}

type Session = Awaited<ReturnType<BrowserCommandContext["context"]["newCDPSession"]>>;
const sessions = new WeakMap<BrowserCommandContext["page"], Promise<Session>>();

export const protocol: BrowserCommand<[readonly ProtocolCall[]], null> = async ({ page, context }, calls) => {
  const opened = sessions.get(page) ?? context.newCDPSession(page);
  sessions.set(page, opened);
  const session = await opened;
  for (const { method, params } of calls) await session.send(method, params as never); // what is sent is written in `keys.ts` alone
  return null;
};

declare module "vitest/browser" {
  interface BrowserCommands {
    protocol: (calls: readonly ProtocolCall[]) => Promise<null>;
  }
}
