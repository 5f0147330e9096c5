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
  readonly choose: (number: 0 | 1) => void;
  readonly both: () => void;
  readonly edit: () => void;
  readonly next: () => void;
}

export function useReviewKeys(place: RefObject<HTMLElement | null>, keys: ReviewKeys): void {
  const { singleKeys = true, scanner = DEFAULT_SCANNER } = useDeviceSettings();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
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
    return [
      one("1", "first", "sync.key-first", () => latest.current.choose(0)),
      one("2", "second", "sync.key-second", () => latest.current.choose(1)),
      one("3", "both", "sync.keep-both", () => latest.current.both()),
      one("E", "edit", "sync.by-hand", () => afterSilence(() => latest.current.edit())),
      one("N", "next", "sync.decide-next", () => afterSilence(() => latest.current.next())),
    ];
  }, [singleKeys, place, afterSilence]);
  useScreenCommands(commands);
}

/** Runs an act when no further key follows within the time of a scanner's burst. */
function useAfterSilence(gapMs: number): (act: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const forget = (): void => clearTimeout(timer.current);
    window.addEventListener("keydown", forget, { capture: true });
    return () => {
      forget();
      window.removeEventListener("keydown", forget, { capture: true });
    };
  }, []);
  return useMemo(
    () => (act) => {
      timer.current = setTimeout(act, gapMs);
    },
    [gapMs],
  );
}
