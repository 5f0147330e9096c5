/**
 * Holds the clock against what is known while the desk is open: every minute, when the window is looked at again, and
 * at once when a command waits for it. While it is in doubt, every second, so that a clock put right goes on by itself.
 */
import { useCallback, useEffect, useState } from "react";
import type { ClockDoubt } from "#shared/kernel/clock-doubt.ts";
import { believeClock, lookAtClock } from "../../db/write/clock-note.ts";
import { useServices } from "../../desk-services/services.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

export interface ClockWatch {
  readonly doubt: ClockDoubt | null;
  /** Answers whether the clock is in doubt. */
  readonly look: () => Promise<boolean>;
  readonly believe: () => Promise<void>;
}

export function useClockWatch(): ClockWatch {
  const { db, clock, writer } = useServices();
  const [doubt, setDoubt] = useState<ClockDoubt | null>(null);
  const look = useCallback(async () => {
    // a page that lost its lease has closed the database
    const found = await lookAtClock(db, clock.now()).catch(() => null);
    setDoubt(found);
    return found !== null;
  }, [db, clock]);
  const isDoubted = doubt !== null;
  useEffect(() => {
    const again = (): void => void look();
    const timer = setInterval(again, isDoubted ? SECOND_MS : MINUTE_MS);
    const stop = writer.onClockInDoubt(again);
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener("visibilitychange", again);
    };
  }, [look, writer, isDoubted]);
  const believe = useCallback(async () => {
    await believeClock(db, clock.now());
    await look();
  }, [db, clock, look]);
  return { doubt, look, believe };
}
