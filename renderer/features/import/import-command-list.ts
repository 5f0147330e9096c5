/** Import in the file menu, the palette and the help sheet. */
import type { DeskCommand } from "../../platform/command.ts";

export const importCommands = (goTo: (path: string) => void): readonly DeskCommand[] => [{ id: "file.import", label: "import.command-open", section: "file", run: () => goTo("/import") }];
