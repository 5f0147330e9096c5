/**
 * The native menu bar, made from the composed command list: a section is a menu, a command an item. Only Electron loads
 * it.
 */
import type { CallArgs } from "#shared/host/contract.ts";
import type { MessageId, MessageValues } from "../../i18n/message-id.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { COMMAND_SECTIONS } from "./command-sections.ts";

type Menus = CallArgs<"menu.set">["menus"];

/** Alt and this letter open the menu, in every language: the same fingers after a switch. */
const MNEMONICS: Readonly<Record<DeskCommand["section"], string>> = {
  file: "F",
  edit: "E",
  view: "V",
  reader: "R",
  opinion: "O",
  tools: "T",
  help: "H",
};

/** `File` → `&File`, `文件` → `文件(&F)`. */
export function withMnemonic(title: string, letter: string): string {
  const plain = title.replaceAll("&", "&&");
  const at = plain.toUpperCase().indexOf(letter);
  return at === -1 ? `${plain}(&${letter})` : `${plain.slice(0, at)}&${plain.slice(at)}`;
}

export function toMenus(commands: readonly DeskCommand[], t: (id: MessageId, values?: MessageValues) => string): Menus {
  return COMMAND_SECTIONS.map(([section, title]) => ({
    label: withMnemonic(t(title), MNEMONICS[section]),
    items: commands
      .filter(
        (command, index) => command.section === section && commands.findIndex(({ id }) => id === command.id) === index,
      )
      .map(({ id, label, values, keys }) => ({
        command: id,
        label: t(label, values).replaceAll("&", "&&").slice(0, 80),
        // what can be done changes from moment to moment; it is asked when the item is chosen
        enabled: true,
        ...(keys?.[0] === undefined ? {} : { keys: keys[0] }),
      })),
  })).filter(({ items }) => items.length > 0);
}

const toWords = (t: (id: MessageId) => string): CallArgs<"menu.set">["words"] => ({
  cut: t("commands.cut"),
  copy: t("commands.copy"),
  paste: t("commands.paste"),
  selectAll: t("commands.select-all"),
});

export const toMenuBar = (
  commands: readonly DeskCommand[],
  t: (id: MessageId, values?: MessageValues) => string,
): CallArgs<"menu.set"> => ({ menus: toMenus(commands, t), words: toWords(t) });
