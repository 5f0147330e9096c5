/** Puts the page's command list into the menu bar; a chosen item sends its command's id to the page. */
import { Menu } from "electron";
import { PRODUCT_NAME } from "../app-identity.ts";
import { type MenuList, menuTemplate } from "./menu-template.ts";

export function setMenuBar(menus: MenuList, mac: boolean, choose: (command: string) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(menus, mac, PRODUCT_NAME, choose)));
}
