/** The window's keyboard for a screen mounted alone: its own commands, looked up as the frame does. */
import type { ReactNode } from "react";
import { useKeyDispatcher } from "../../renderer/app/key-dispatcher.ts";
import { useShownCommands } from "../../renderer/db/screen-commands.ts";

export function ScreenKeys({ children }: { children: ReactNode }) {
  useKeyDispatcher(useShownCommands(), false);
  return children;
}
