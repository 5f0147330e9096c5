/** What the staff feature lends to palette, help sheet and keyboard. */
import { useMemo } from "react";
import type { DeskCommand } from "../../platform/command.ts";
import { useDeskSession } from "./desk-session.ts";

export function useStaffCommands(): readonly DeskCommand[] {
  const { lock } = useDeskSession();
  return useMemo(
    () => [{ id: "staff.lock", label: "commands.lock", section: "file", keys: ["Ctrl+L"], inFields: true, run: lock }],
    [lock],
  );
}
