/**
 * Turns the page's command list into Electron's menu. The page owns the keys, because only it knows
 * whether an input method is composing: the menu shows them and does not take them. A few commands are
 * the system's own (copy, full screen, quit) and become roles under the page's wording.
 */
import type { MenuItemConstructorOptions } from "electron";
import type { CallArgs } from "#shared/host/contract.ts";

export type MenuList = CallArgs<"menu.set">["menus"];
type Item = MenuList[number]["items"][number];

const ROLES: Readonly<Record<string, NonNullable<MenuItemConstructorOptions["role"]>>> = {
  "app.about": "about",
  "app.hide": "hide",
  "app.quit": "quit",
  "edit.cut": "cut",
  "edit.copy": "copy",
  "edit.paste": "paste",
  "edit.select-all": "selectAll",
  "view.full-screen": "togglefullscreen",
  "window.minimize": "minimize",
};
/** These live in the application menu on macOS. */
const APP_MENU = ["app.about", "app.hide", "app.quit"];

/** `文件(&F)` and `&File` are mnemonics; macOS has none, and `&&` stands for one `&`. */
export const withoutMnemonic = (label: string): string =>
  label
    .replace(/\s*\(&[^&)]\)/gu, "")
    .replace(/&(?!&)/gu, "")
    .replaceAll("&&", "&");

const NAMED_KEYS: Readonly<Record<string, string>> = {
  Esc: "Escape",
  "←": "Left",
  "→": "Right",
  "↑": "Up",
  "↓": "Down",
  "+": "Plus",
  PgUp: "PageUp",
  PgDn: "PageDown",
};
const KEY =
  /^(?:[A-Z0-9]|F[1-9]|F1\d|F2[0-4]|[,./;'=\-[\]`\\]|Escape|Enter|Tab|Space|Backspace|Delete|Insert|Home|End|PageUp|PageDown|Left|Right|Up|Down|Plus)$/u;

/** `Ctrl+Shift+K` as Electron spells it, `Ctrl` being ⌘ on macOS; null for what it would not understand. */
export function toAccelerator(keys: string): string | null {
  const [, chord = "", last = ""] = /^((?:(?:Ctrl|Alt|Shift)\+)*)(.+)$/u.exec(keys) ?? [];
  const key = NAMED_KEYS[last] ?? last;
  return KEY.test(key) ? chord.replace("Ctrl", "CmdOrCtrl") + key : null;
}

/** macOS takes every accelerator itself: a bare letter there could no longer be typed. */
const SAFE_ON_MAC = /^F\d|\+/u;

function toItem(item: Item, mac: boolean, choose: (command: string) => void): MenuItemConstructorOptions {
  const label = mac ? withoutMnemonic(item.label) : item.label;
  const role = Object.hasOwn(ROLES, item.command) ? ROLES[item.command] : undefined;
  if (role !== undefined) return { role, label, enabled: item.enabled };
  const accelerator = item.keys === undefined ? null : toAccelerator(item.keys);
  const keys =
    accelerator === null || (mac && !SAFE_ON_MAC.test(accelerator)) ? {} : { accelerator, registerAccelerator: false };
  return { id: item.command, label, enabled: item.enabled, ...keys, click: () => choose(item.command) };
}

/** What macOS needs even when the page names none of it: without the edit roles ⌘C does nothing. */
function macAppMenu(name: string, named: readonly Item[]): MenuItemConstructorOptions {
  const worded = (
    command: string,
    role: NonNullable<MenuItemConstructorOptions["role"]>,
  ): MenuItemConstructorOptions => {
    const item = named.find((candidate) => candidate.command === command);
    return item === undefined ? { role } : { role, label: withoutMnemonic(item.label) };
  };
  return {
    label: name,
    submenu: [
      worded("app.about", "about"),
      { type: "separator" },
      { role: "services" },
      { type: "separator" },
      worded("app.hide", "hide"),
      { role: "hideOthers" },
      { role: "unhide" },
      { type: "separator" },
      worded("app.quit", "quit"),
    ],
  };
}

const MAC_EDIT: readonly MenuItemConstructorOptions[] = [
  { role: "cut" },
  { role: "copy" },
  { role: "paste" },
  { role: "selectAll" },
];

/** @param choose hears the command id of the chosen item */
export function menuTemplate(
  menus: MenuList,
  mac: boolean,
  appName: string,
  choose: (command: string) => void,
): MenuItemConstructorOptions[] {
  const all = menus.flatMap((menu) => menu.items);
  const bars = menus.map((menu): MenuItemConstructorOptions => {
    const items = menu.items
      .filter((item) => !mac || !APP_MENU.includes(item.command))
      .map((item) => toItem(item, mac, choose));
    return { label: mac ? withoutMnemonic(menu.label) : menu.label, submenu: items };
  });
  if (!mac) return bars;
  const edit = all.some((item) => item.command === "edit.copy")
    ? []
    : [{ role: "editMenu" as const, submenu: [...MAC_EDIT] }];
  return [macAppMenu(appName, all), ...bars, ...edit];
}
