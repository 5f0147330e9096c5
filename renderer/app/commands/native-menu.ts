/**
 * The native menus: sent when the list of commands or the language changes; a chosen item runs its command under the
 * same rules as a key.
 */
import { useEffect, useRef } from "react";
import { CLOSING_COMMAND } from "#shared/host/bridge.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { onMenuCommand } from "../../platform/menu-commands.ts";
import { mayAct } from "./key-dispatcher.ts";

export function useNativeMenu(commands: readonly DeskCommand[], locked: boolean): void {
  const t = useT();
  const { host, start } = useServices();
  const current = useRef({ commands, locked });
  useEffect(() => {
    current.current = { commands, locked };
  });

  const sent = useRef("");
  useEffect(() => {
    if (start.shell !== "electron") return;
    let isLatest = true;
    void import("./menu-bar.ts").then(({ toMenuBar }) => {
      const bar = toMenuBar(commands, t);
      // a list made anew with the same words is not sent again
      const text = JSON.stringify(bar);
      if (!isLatest || text === sent.current) return;
      sent.current = text;
      void host("menu.set", bar);
    });
    return () => {
      isLatest = false;
    };
  }, [host, commands, t, start.shell]);

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
