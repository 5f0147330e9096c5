/** Whether this page stands in the window that its host has opened and may close; kept over a reload of the page. */
import { OWN_WINDOW } from "#shared/host/envelope.ts";

const KEY = "reader-desk-own-window";

export function noteOwnWindow(search: string): void {
  if (search.slice(1).split("&").includes(OWN_WINDOW)) sessionStorage.setItem(KEY, "1");
}

export const isOwnWindow = (shell: "electron" | "browser"): boolean =>
  shell === "electron" || sessionStorage.getItem(KEY) !== null;
