/**
 * Raises the privacy screen over a desk that was left: no key, pointer or scan for as long as this computer's setting
 * says. It covers what runs and ends nothing of it. After a sleep the first key comes before any timer: it finds the
 * desk covered, and does nothing else.
 */
import { useEffect } from "react";
import { isLeftAlone, USUAL_IDLE_LOCK } from "#shared/model/settings/idle-lock.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useDeskSession } from "./desk-session.ts";

/** The screen may come so much late; an old computer must not be woken every second for it. */
const LOOKS_EVERY_MS = 5_000;

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

export function useIdleLock(): void {
  const { clock } = useServices();
  const { locked, lock } = useDeskSession();
  const { idleLockMinutes = USUAL_IDLE_LOCK } = useDeviceSettings();
  useEffect(() => {
    if (locked || idleLockMinutes === 0) return;
    let lastAt = clock.now();
    /** @returns whether it is covered now */
    const look = (): boolean => {
      const now = clock.now();
      if (now < lastAt) lastAt = now;
      if (!isLeftAlone(lastAt, now, idleLockMinutes)) return false;
      lock();
      return true;
    };
    const onSign = (event: Event): void => {
      // a page that is drawn anew under a resting mouse sends a move as well
      if (event instanceof PointerEvent && event.type === "pointermove" && isResting(event)) return;
      if (!look()) lastAt = clock.now();
      else if (event.type !== "pointermove") {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    };
    const timer = setInterval(look, LOOKS_EVERY_MS);
    const options = { capture: true, passive: false };
    for (const sign of SIGNS) window.addEventListener(sign, onSign, options);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, onSign, options);
      document.removeEventListener("visibilitychange", look);
    };
  }, [clock, locked, lock, idleLockMinutes]);
}

const isResting = ({ movementX, movementY }: PointerEvent): boolean => movementX === 0 && movementY === 0;
