/**
 * The single keys of the review, as commands. They act only while the review has the focus, and not where
 * single keys are turned off. What writes waits for a short silence: a scanner's burst holds letters too.
 */
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { DEFAULT_SCANNER } from "#shared/model/scan-burst.ts";
import { useDeviceSettings } from "../../../db/device-settings.ts";
import { useScreenCommands } from "../../../db/screen-commands.ts";
import type { DeskCommand } from "../../../platform/command.ts";

export interface ReviewKeys {
  /** A decision is being written: what is pressed now is meant for the next field, and waits for it. */
  readonly busy: boolean;
  readonly choose: (number: 0 | 1) => void;
  readonly both: () => void;
  readonly edit: () => void;
  readonly next: () => void;
}

export function useReviewKeys(place: RefObject<HTMLElement | null>, keys: ReviewKeys): void {
  const { singleKeys = true, scanner = DEFAULT_SCANNER } = useDeviceSettings();
  const latest = useRef(keys);
  const early = useRef<(() => void)[]>([]);
  useEffect(() => {
    latest.current = keys;
    // one at a time: each draws the review anew, and is followed by the next
    if (!keys.busy) early.current.shift()?.();
  });
  const afterSilence = useAfterSilence(scanner.gapMs);
  const commands = useMemo((): readonly DeskCommand[] => {
    const hasFocus = (): boolean => place.current?.contains(document.activeElement) ?? false;
    const one = (key: string, id: string, label: DeskCommand["label"], run: () => void): DeskCommand => ({
      id: `conflict.${id}`,
      label,
      section: "tools",
      ...(singleKeys && { keys: [key] }),
      enabled: hasFocus,
      run,
    });
    const inTurn = (run: () => void): void => void (latest.current.busy || early.current.length > 0 ? early.current.push(run) : run());
    return [
      one("1", "first", "centre.key-first", () => inTurn(() => latest.current.choose(0))),
      one("2", "second", "centre.key-second", () => inTurn(() => latest.current.choose(1))),
      one("3", "both", "centre.keep-both", () => inTurn(() => latest.current.both())),
      one("E", "edit", "centre.by-hand", () => afterSilence(() => inTurn(() => latest.current.edit()))),
      one("N", "next", "centre.decide-next", () => afterSilence(() => inTurn(() => latest.current.next()))),
    ];
  }, [singleKeys, place, afterSilence]);
  useScreenCommands(commands);
}

/** Runs an act when no further key follows within the time of a scanner's burst. */
function useAfterSilence(gapMs: number): (act: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const forget = (): void => clearTimeout(timer.current);
    // the desk takes the key that ends a scan for itself; its release is heard by all
    const onKeyUp = ({ code }: KeyboardEvent): void => {
      if (code === "Enter" || code === "NumpadEnter" || code === "Tab") forget();
    };
    window.addEventListener("keydown", forget, { capture: true });
    window.addEventListener("keyup", onKeyUp, { capture: true });
    return () => {
      forget();
      window.removeEventListener("keydown", forget, { capture: true });
      window.removeEventListener("keyup", onKeyUp, { capture: true });
    };
  }, []);
  return useMemo(
    () => (act) => {
      timer.current = setTimeout(act, gapMs);
    },
    [gapMs],
  );
}
