/**
 * The window's keyboard: one listener that looks the pressed keys up in the composed command list. Screens
 * and fields come first, because they may take a key for themselves; dialogs and the lock keep all others.
 */
import { useEffect, useRef } from "react";
import type { DeskCommand } from "../../platform/command.ts";
import { isDialogOpen } from "../../ui/dialogs/open-dialog.ts";
import { findShortcut, isIme, matchKeys } from "../../ui/keyboard.ts";
import { onBeforeInput, turnOwnText } from "./own-undo.ts";

/** Zoom, full screen and the lock work above dialogs; everything else would act behind them. */
const ABOVE_DIALOGS = /^(view\.(zoom|full-screen)|staff\.lock)/;

const isAboveDialogs = (command: DeskCommand): boolean => ABOVE_DIALOGS.test(command.id);

/** Also asked for commands that come from the native menu. */
export const mayAct = (command: DeskCommand, locked: boolean): boolean =>
  isAboveDialogs(command) || !(locked || isDialogOpen());

/** @param locked while nothing behind the privacy screen may act */
export function useKeyDispatcher(commands: readonly DeskCommand[], locked: boolean): void {
  const current = useRef({ commands, locked });
  useEffect(() => {
    current.current = { commands, locked };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isIme(event)) return;
      // scanners send a line feed as Ctrl+J, which a browser answers with its downloads
      if (matchKeys(event, "Ctrl+J")) event.preventDefault();
      if (event.defaultPrevented) return;
      const now = current.current;
      // a dialog is looked for in the whole page: not for each letter, which no command means
      const meant = findShortcut(event, now.commands);
      const command =
        meant !== undefined && (now.locked || isDialogOpen())
          ? findShortcut(event, now.commands.filter(isAboveDialogs))
          : meant;
      // the page is never loaded anew in the middle of a dialog
      if (matchKeys(event, "F5")) event.preventDefault();
      // the browser would print the names of everybody who may come
      if (now.locked && matchKeys(event, "Ctrl+P")) event.preventDefault();
      if (command === undefined) return void turnOwnText(event);
      event.preventDefault();
      void command.run();
    };
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("beforeinput", onBeforeInput);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("beforeinput", onBeforeInput);
    };
  }, []);
}
