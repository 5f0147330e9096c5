/**
 * The single keys of the review, as commands. They act only while the review has the focus, and not where
 * single keys are turned off.
 */
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import { isInside } from "../../../ui/keyboard.ts";

export interface ReviewKeys {
  /** A decision is being written: what is pressed now is meant for the next field, and waits for it. */
  readonly busy: boolean;
  readonly choose: (number: 0 | 1) => void;
  readonly both: () => void;
  readonly edit: () => void;
  readonly next: () => void;
}

export function useReviewKeys(place: RefObject<HTMLElement | null>, keys: ReviewKeys): void {
  const { singleKeys = true } = useDeviceSettings();
  const latest = useRef(keys);
  const early = useRef<(() => void)[]>([]);
  useEffect(() => {
    latest.current = keys;
    // one at a time: each draws the review anew, and is followed by the next
    if (!keys.busy) early.current.shift()?.();
  });
  const commands = useMemo((): readonly DeskCommand[] => {
    const one = (key: string, id: string, label: DeskCommand["label"], run: () => void): DeskCommand => ({
      id: `conflict.${id}`,
      label,
      section: "tools",
      ...(singleKeys && { keys: [key] }),
      isAt: (pressed) => isInside(place.current, pressed),
      run,
    });
    const inTurn = (run: () => void): void =>
      void (latest.current.busy || early.current.length > 0 ? early.current.push(run) : run());
    return [
      one("1", "first", "centre.key-first", () => inTurn(() => latest.current.choose(0))),
      one("2", "second", "centre.key-second", () => inTurn(() => latest.current.choose(1))),
      one("3", "both", "centre.keep-both", () => inTurn(() => latest.current.both())),
      one("E", "edit", "centre.by-hand", () => inTurn(() => latest.current.edit())),
      one("N", "next", "centre.decide-next", () => inTurn(() => latest.current.next())),
    ];
  }, [singleKeys, place]);
  useScreenCommands(commands);
}
