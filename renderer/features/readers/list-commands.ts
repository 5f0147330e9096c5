/** The commands of the list of readers. Single keys act only while its grid has the focus, not where they are off. */
import { type RefObject, useLayoutEffect, useMemo, useRef } from "react";
import { useCounter } from "../../desk-services/counter.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { isInside } from "../../ui/keyboard.ts";

interface ListCommandsOn {
  readonly singleKeys: boolean;
  readonly find: RefObject<HTMLInputElement | null>;
  readonly grid: RefObject<HTMLElement | null>;
  readonly canEndFilter: boolean;
  readonly onColumns: () => void;
  readonly onOrder: () => void;
  readonly onPeek: () => void;
  readonly onEndFilter: () => void;
}

export function useListCommands(on: ListCommandsOn): void {
  const { singleKeys, find, grid } = on;
  const counter = useCounter();
  const latest = useRef(on);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = on;
  });
  const commands = useMemo((): readonly DeskCommand[] => {
    const ofReader = { section: "reader", inFields: true } as const;
    const section = "view" as const;
    const inGrid = { section, isAt: (pressed: EventTarget | null): boolean => isInside(grid.current, pressed) };
    const letter = (key: string) => singleKeys && { keys: [key] };
    const ofCounter: readonly DeskCommand[] =
      counter === null
        ? []
        : [{ ...ofReader, id: "readers.new", label: "readers.new", keys: ["Ctrl+N"], run: () => counter.newReader() }];
    return [
      { ...ofReader, id: "readers.find", label: "readers.find", keys: ["Ctrl+F"], run: () => find.current?.select() },
      { section, id: "readers.columns", label: "readers.columns-title", run: () => latest.current.onColumns() },
      { ...inGrid, id: "readers.order", label: "readers.order", ...letter("S"), run: () => latest.current.onOrder() },
      { ...inGrid, id: "readers.peek", label: "readers.peek", ...letter("Space"), run: () => latest.current.onPeek() },
      {
        ...inGrid,
        id: "readers.filter-clear",
        label: "readers.filter-clear",
        keys: ["Esc"],
        enabled: () => latest.current.canEndFilter,
        run: () => latest.current.onEndFilter(),
      },
      ...ofCounter,
    ];
  }, [counter, singleKeys, find, grid]);
  useScreenCommands(commands);
}
