/** The present moment, again every so often, so that ages and remaining times do not stand still. */
import { useEffect, useState } from "react";
import { useServices } from "../../desk-services/services.ts";

export function useNow(everyMs: number): number {
  const { clock } = useServices();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
