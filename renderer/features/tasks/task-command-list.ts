/** The way to the list of tasks, which has no place of its own in the rail: tasks live on the desk. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { DeskCommand } from "../../platform/command.ts";

export function useTaskCommands(): readonly DeskCommand[] {
  const [, navigate] = useLocation();
  return useMemo(
    () => [{ id: "view.tasks", label: "commands.tasks", section: "view", run: () => navigate("/tasks") }],
    [navigate],
  );
}
