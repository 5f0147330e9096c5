/**
 * The native menus: the bar is made from the composed command list: a section is a menu, a command an item. Sent
 * again when the list or the language changes; a chosen item runs its command under the same rules as a key.
 */
import { useEffect, useMemo, useRef } from "react";
import { CLOSING_COMMAND } from "#shared/host/bridge.ts";
import type { CallArgs } from "#shared/host/contract.ts";
import { useServices } from "../db/services.ts";
import type { MessageId, MessageValues } from "../i18n/message-id.ts";
import { useT } from "../i18n/use-t.ts";
import type { DeskCommand } from "../platform/command.ts";
import { onMenuCommand } from "../platform/native-menu.ts";
import { SECTIONS } from "./command-sections.ts";
import { mayAct } from "./key-dispatcher.ts";

type Menus = CallArgs<"menu.set">["menus"];

/** Alt and this letter open the menu, in every language: the same fingers after a switch. */
const MNEMONICS: Readonly<Record<DeskCommand["section"], string>> = { file: "F", edit: "E", view: "V", reader: "R", opinion: "O", tools: "T", help: "H" };

/** `File` → `&File`, `文件` → `文件(&F)`. */
export function withMnemonic(title: string, letter: string): string {
  const plain = title.replaceAll("&", "&&");
  const at = plain.toUpperCase().indexOf(letter);
  return at === -1 ? `${plain}(&${letter})` : `${plain.slice(0, at)}&${plain.slice(at)}`;
}

export function toMenus(commands: readonly DeskCommand[], t: (id: MessageId, values?: MessageValues) => string): Menus {
  return SECTIONS.map(([section, title]) => ({
    label: withMnemonic(t(title), MNEMONICS[section]),
    items: commands
      .filter((command, index) => command.section === section && commands.findIndex(({ id }) => id === command.id) === index)
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

export function useNativeMenu(commands: readonly DeskCommand[], locked: boolean): void {
  const t = useT();
  const { host, start } = useServices();
  const current = useRef({ commands, locked });
  useEffect(() => {
    current.current = { commands, locked };
  });

  const sent = useMemo(() => (start.shell === "electron" ? JSON.stringify({ menus: toMenus(commands, t), words: toWords(t) }) : null), [commands, t, start.shell]);
  useEffect(() => {
    // the text is compared, so that a list made anew with the same words is not sent again
    if (sent !== null) void host("menu.set", JSON.parse(sent) as CallArgs<"menu.set">);
  }, [host, sent]);

  useEffect(
    () =>
      onMenuCommand((id) => {
        if (id === CLOSING_COMMAND) return leaveField();
        const command = current.current.commands.find((candidate) => candidate.id === id);
        if (command === undefined || !mayAct(command, current.current.locked) || command.enabled?.() === false) return;
        void command.run();
      }),
    [],
  );
}

/** The window is about to go. Drafts are written at every key; fields that save when left are left now. */
function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
