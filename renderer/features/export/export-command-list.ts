/** Export in the file menu, the palette and the help sheet. */
import type { DeskCommand } from "../../platform/command.ts";

export const exportCommands = (goTo: (path: string) => void): readonly DeskCommand[] => [{ id: "file.export", label: "export.command", section: "file", run: () => goTo("/export") }];
