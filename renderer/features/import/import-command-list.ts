/** Import in the file menu, the palette and the help sheet. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { DeskCommand } from "../../platform/command.ts";

export function useImportCommands(): readonly DeskCommand[] {
  const [, navigate] = useLocation();
  return useMemo(
    () => [{ id: "file.import", label: "commands.import", section: "file", run: () => navigate("/import") }],
    [navigate],
  );
}
