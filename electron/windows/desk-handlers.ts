/** The calls that need a window: saving, printing, and the menu bar. */
import type { BrowserWindow } from "electron";
import { ok } from "#shared/kernel/result.ts";
import type { WindowHandlers } from "../services/handlers.ts";
import { setMenuBar } from "./menu-bar.ts";
import { printPage } from "./print-page.ts";
import { saveByDialog } from "./save-file.ts";

/**
 * @param current the desk's window, null on macOS while none is open
 * @param choose hears the command of a chosen menu item
 */
export const windowHandlers = (
  current: () => BrowserWindow | null,
  mac: boolean,
  choose: (command: string) => void,
): WindowHandlers => ({
  "file.save": (args) => saveByDialog(current(), args),
  "print.page": () => printPage(current()?.webContents ?? null),
  "menu.set": async ({ menus }) => {
    setMenuBar(menus, mac, choose);
    return ok(null);
  },
});
