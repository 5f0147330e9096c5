/** The calls that need a window: saving, printing, and the menu bar. */
import { type BrowserWindow, Menu, type WebContents } from "electron";
import type { CallResult } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { PRODUCT_NAME } from "../app-identity.ts";
import type { WindowHandlers } from "../services/handlers.ts";
import { type MenuList, menuTemplate } from "./menu-template.ts";
import { saveByDialog } from "./save-dialog.ts";

/**
 * @param current the desk's window, null on macOS while none is open
 * @param choose hears the command of a chosen menu item
 */
export const windowHandlers = (
  current: () => BrowserWindow | null,
  mac: boolean,
  choose: (command: string) => void,
): Omit<WindowHandlers, "print.pdf" | "print.end"> => ({
  "file.save": (args) => saveByDialog(current(), args),
  "print.page": () => printPage(current()?.webContents ?? null),
  "menu.set": async ({ menus }) => {
    setMenuBar(menus, mac, choose);
    return ok(null);
  },
});

/** Puts the page's command list into the menu bar; a chosen item sends its command's id to the page. */
export function setMenuBar(menus: MenuList, mac: boolean, choose: (command: string) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(menus, mac, PRODUCT_NAME, choose)));
}

/**
 * Prints the page through the system's dialog; what is on the paper is decided by the page's print
 * styles. Chromium names the print job after the document's title, which the page sets before the call.
 */
function printPage(contents: WebContents | null): Promise<CallResult<"print.page">> {
  if (contents === null) return Promise.resolve(err({ tag: "cancelled" }));
  return new Promise((resolve) => {
    contents.print({ silent: false, printBackground: false }, (printed, reason) => {
      if (printed) resolve(ok(null));
      else if (/cancel/iu.test(reason)) resolve(err({ tag: "cancelled" }));
      else resolve(err({ tag: "io", code: reason, name: "printer" }));
    });
  });
}
