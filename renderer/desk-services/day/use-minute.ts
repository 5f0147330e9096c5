/**
 * The first moment of the present minute: midnight turns the page by itself. A clock that was moved is followed within a
 * minute.
 */
import { useEffect, useState } from "react";
import { useServices } from "../services.ts";

const MINUTE_MS = 60_000;

export function useMinute(): number {
  const { clock } = useServices();
  const [now, setNow] = useState(() => startOfMinute(clock.now()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = (): void => {
      clearTimeout(timer);
      const at = clock.now();
      setNow(startOfMinute(at));
      timer = setTimeout(turn, MINUTE_MS - (at % MINUTE_MS));
    };
    turn();
    document.addEventListener("visibilitychange", turn);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", turn);
    };
  }, [clock]);
  return now;
}

/** Hours and days begin with a minute, in every time zone. */
const startOfMinute = (at: number): number => at - (at % MINUTE_MS);
