/** The window's keyboard for a screen mounted alone: its own commands, looked up as the frame does. */
import { Children, cloneElement, isValidElement, type ReactNode } from "react";
import { useKeyDispatcher } from "../../renderer/app/commands/key-dispatcher.ts";
import { useShownCommands } from "../../renderer/desk-services/screen-commands.ts";

export function ScreenKeys({ children }: { children: ReactNode }) {
  useKeyDispatcher(useShownCommands(), false);
  // as in the frame, another list of commands draws the screen again
  return Children.map(children, (child) => (isValidElement(child) ? cloneElement(child) : child));
}
