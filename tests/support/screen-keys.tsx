/** The window's keyboard for a screen mounted alone: its own commands, looked up as the frame does, and then the undo. */
import { Children, cloneElement, isValidElement, type ReactNode, useMemo } from "react";
import { useActs } from "../../renderer/acts/use-acts.ts";
import { useKeyDispatcher } from "../../renderer/app/commands/key-dispatcher.ts";
import { useShownCommands } from "../../renderer/desk-services/screen-commands.ts";
import type { DeskCommand } from "../../renderer/platform/command.ts";

export function ScreenKeys({ children }: { children: ReactNode }) {
  const shown = useShownCommands();
  const { turn } = useActs();
  const undo = useMemo(
    (): DeskCommand => ({
      id: "desk.undo",
      label: "desk.command.undo",
      section: "edit",
      keys: ["Ctrl+Z"],
      run: () => void turn("undo"),
    }),
    [turn],
  );
  useKeyDispatcher([...shown, undo], false);
  // as in the frame, another list of commands draws the screen again
  return Children.map(children, (child) => (isValidElement(child) ? cloneElement(child) : child));
}
