/** Ctrl+P of a screen that has to do something before it is printed: of the list as it stands when the key is pressed. */
import { useLayoutEffect, useMemo, useRef } from "react";
import type { DeskCommand } from "../../platform/command.ts";
import { useScreenCommands } from "../screen-commands.ts";

export function usePrintCommand(print: () => void): void {
  const latest = useRef(print);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = print;
  });
  useScreenCommands(
    useMemo(
      (): readonly DeskCommand[] => [
        {
          id: "list.print",
          label: "commands.print",
          section: "file",
          keys: ["Ctrl+P"],
          inFields: true,
          run: () => latest.current(),
        },
      ],
      [],
    ),
  );
}
