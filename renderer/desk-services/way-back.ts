/**
 * The way out of what was opened from a number, a name or a key: back to where that stands, which has the keyboard
 * again. The frame hands it in, because it alone knows where the window was before.
 */
import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useRef } from "react";
import type { MessageId } from "../i18n/message-id.ts";
import type { DeskCommand } from "../platform/command.ts";
import { useScreenCommands } from "./screen-commands.ts";

/** Null: to the place before, whichever it was. */
type WayBack = (to: string | null) => void;

const WayBackContext = createContext<WayBack>(() => undefined);
export const WayBackProvider = WayBackContext.Provider;

export const useWayBack = (): WayBack => useContext(WayBackContext);

/** From where the address says that the screen was opened; null where it says nothing, or another part of the program. */
export function fromOf(search: string, part: string): string | null {
  const from = new URLSearchParams(search).get("from");
  return from?.startsWith(part) === true ? from : null;
}

const NO_COMMANDS: readonly DeskCommand[] = [];

/** Escape leads back to there; where there is none, it does what it does elsewhere. @returns the same for a button */
export function useEscapeTo(from: string | null): () => void {
  const wayBack = useWayBack();
  const back = useCallback(() => wayBack(from), [wayBack, from]);
  useScreenCommands(
    useMemo(
      () =>
        from === null
          ? NO_COMMANDS
          : [{ id: "view.way-back", label: "words.way-back", section: "view", keys: ["Esc"], run: back }],
      [from, back],
    ),
  );
  return back;
}

/** Escape leads out of a view in which nothing is, to all that there is. */
export function useEscapeToAll(isHiding: boolean, id: string, label: MessageId, showAll: () => void): void {
  const latest = useRef(showAll);
  useLayoutEffect(() => {
    latest.current = showAll;
  });
  useScreenCommands(
    useMemo(
      () => (isHiding ? [{ id, label, section: "view", keys: ["Esc"], run: () => latest.current() }] : NO_COMMANDS),
      [isHiding, id, label],
    ),
  );
}
