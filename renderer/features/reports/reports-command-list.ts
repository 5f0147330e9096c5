/** The way to the reports, which live under the statistics. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { DeskCommand } from "../../platform/command.ts";

export function useReportsCommands(): readonly DeskCommand[] {
  const [, navigate] = useLocation();
  return useMemo(
    () => [
      { id: "view.reports", label: "commands.reports", section: "view", run: () => navigate("/statistics/reports") },
    ],
    [navigate],
  );
}
