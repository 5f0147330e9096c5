/** The commands of the screen. Single letters act only where the list or the grid has the focus, and not where they are off. */
import type { DeskCommand } from "../../../platform/command.ts";

export interface DuplicateCommandsOn {
  readonly singleKeys: boolean;
  /** A pair that waits is in hand. */
  readonly hasPair: () => boolean;
  /** The key was pressed in the list or at the pair. */
  readonly isAtWork: (pressed: EventTarget | null) => boolean;
  /** Something was done on this page that can be taken back. */
  readonly isUndoable: () => boolean;
  readonly onMerge: () => void;
  readonly onNotSame: () => void;
  readonly onLater: () => void;
  readonly onUndo: () => void;
  readonly onLeft: () => void;
  readonly onRight: () => void;
}

export function duplicateCommands(on: DuplicateCommandsOn): readonly DeskCommand[] {
  const section = "reader" as const;
  const letter = (key: string): Pick<DeskCommand, "keys"> => (on.singleKeys ? { keys: [key] } : {});
  const pair = { section, isAt: on.isAtWork, enabled: on.hasPair };
  return [
    { ...pair, id: "duplicates.merge", label: "duplicates.merge", keys: ["Ctrl+Enter"], run: on.onMerge },
    { ...pair, id: "duplicates.not-same", label: "duplicates.not-same", ...letter("N"), run: on.onNotSame },
    { ...pair, id: "duplicates.later", label: "duplicates.later", ...letter("H"), run: on.onLater },
    { ...pair, id: "duplicates.left", label: "duplicates.all-left", keys: ["Ctrl+←"], run: on.onLeft },
    { ...pair, id: "duplicates.right", label: "duplicates.all-right", keys: ["Ctrl+→"], run: on.onRight },
    {
      section,
      id: "duplicates.undo",
      label: "duplicates.undo",
      ...letter("U"),
      isAt: on.isAtWork,
      run: on.onUndo,
    },
    // what was done with the pairs comes before older acts, also what was only put off and never written
    {
      section,
      id: "duplicates.undo-here",
      label: "duplicates.undo",
      keys: ["Ctrl+Z"],
      enabled: on.isUndoable,
      run: on.onUndo,
    },
  ];
}
