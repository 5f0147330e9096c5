/** Export in the file menu, the palette and the help sheet. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { DeskCommand } from "../../platform/command.ts";

export function useExportCommands(): readonly DeskCommand[] {
  const [, navigate] = useLocation();
  return useMemo(
    () => [{ id: "file.export", label: "commands.export", section: "file", run: () => navigate("/export") }],
    [navigate],
  );
}
