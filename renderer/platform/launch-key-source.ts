/**
 * The launch key of the browser window's host, as this page gets it: from the host itself where that has opened the
 * browser, else behind the `#` of the address to which a file of the data folder has led. That one is kept for this
 * tab, so that the page may be loaded again; it is worth nothing once its host has ended.
 */
import { SHOWN_WINDOW } from "#shared/host/envelope.ts";
import { LAUNCH_KEY, OPENED_BY_FILE } from "#shared/host/proof.ts";
import { isOwnWindow } from "./own-window.ts";
import type { LaunchKeySource } from "./socket-host.ts";

const KEPT = "reader-desk-launch-key";

/**
 * @param place of the page as it was opened, before its address is made plain; a window of the host has noted that it
 * is one
 */
export function launchKeySource({ search, hash }: Pick<Location, "search" | "hash">): LaunchKeySource {
  if (search === `?${OPENED_BY_FILE}` && hash.length > 1) sessionStorage.setItem(KEPT, hash.slice(1));
  const isOpenedByHost = isOwnWindow("browser") || search === `?${SHOWN_WINDOW}`;
  return async () => given() ?? sessionStorage.getItem(KEPT) ?? (isOpenedByHost ? await comes() : null);
}

function given(): string | null {
  const key: unknown = Reflect.get(globalThis, LAUNCH_KEY);
  return typeof key === "string" ? key : null;
}

const comes = (): Promise<string | null> =>
  new Promise((resolve) => addEventListener(LAUNCH_KEY, () => resolve(given()), { once: true }));
