/** The day log's commands. Single keys act only while its list has the focus, and letters not where they are off. */
import type { DeskCommand } from "../../platform/command.ts";

export interface LogCommandsOn {
  readonly singleKeys: boolean;
  /** A record is in hand, and no form is open. */
  readonly hasRecord: () => boolean;
  /** A form is open in the list. */
  readonly isWriting: () => boolean;
  /** The key was pressed in the list. */
  readonly isHere: (pressed: EventTarget | null) => boolean;
  readonly canClear: () => boolean;
  readonly canGoOn: () => boolean;
  readonly isEmpty: () => boolean;
  readonly onEdit: () => Promise<void>;
  readonly onNote: (() => void) | null;
  readonly onGive: () => void;
  readonly onRemove: () => Promise<void>;
  readonly onDay: (by: number) => void;
  readonly onClear: () => void;
  readonly onPrint: () => void;
  readonly onExport: () => Promise<void>;
}

export function logCommands(on: LogCommandsOn): readonly DeskCommand[] {
  const { singleKeys, hasRecord, isWriting, isHere: isAt, onNote } = on;
  const section = "view" as const;
  return [
    {
      id: "day-log.edit",
      label: "day-log.edit",
      section,
      keys: [...(singleKeys ? ["E"] : []), "F2"],
      isAt,
      enabled: hasRecord,
      run: on.onEdit,
    },
    ...(onNote === null
      ? []
      : [
          {
            id: "day-log.note",
            label: "day-log.note" as const,
            section,
            keys: ["F4"],
            // while a row is being written the desk's own note would lead away from it
            inFields: true,
            isAt,
            enabled: () => hasRecord() || isWriting(),
            run: () => {
              if (!isWriting()) onNote();
            },
          },
        ]),
    {
      id: "day-log.give",
      label: "words.give-record",
      section,
      ...(singleKeys && { keys: ["R"] }),
      isAt,
      enabled: hasRecord,
      run: on.onGive,
    },
    {
      id: "day-log.remove",
      label: "day-log.remove",
      section,
      keys: ["Del"],
      isAt,
      enabled: hasRecord,
      run: on.onRemove,
    },
    {
      id: "day-log.earlier",
      label: "day-log.earlier",
      section,
      ...(singleKeys && { keys: ["["] }),
      isAt,
      run: () => on.onDay(-1),
    },
    {
      id: "day-log.later",
      label: "day-log.later",
      section,
      ...(singleKeys && { keys: ["]"] }),
      isAt,
      enabled: on.canGoOn,
      run: () => on.onDay(1),
    },
    { id: "day-log.clear", label: "day-log.clear", section, keys: ["Esc"], enabled: on.canClear, run: on.onClear },
    {
      id: "day-log.print",
      label: "day-log.print",
      section: "file",
      keys: ["Ctrl+P"],
      inFields: true,
      enabled: () => !on.isEmpty(),
      run: on.onPrint,
    },
    {
      id: "day-log.export",
      label: "day-log.export",
      section: "file",
      enabled: () => !on.isEmpty(),
      run: on.onExport,
    },
  ];
}
