/**
 * The present minute, from its first moment on: midnight turns the page by itself. A clock that was moved is followed
 * within a minute.
 */
import { useEffect, useState } from "react";
import { useServices } from "../../../desk-services/services.ts";

const MINUTE_MS = 60_000;

export function useMinute(): number {
  const { clock } = useServices();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = (): void => {
      clearTimeout(timer);
      const at = clock.now();
      setNow(at);
      // hours and days begin with a minute, in every time zone
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
