/** Whether the window has had nothing to do since this was first drawn: what is not needed at once waits for it. */
import { useEffect, useState } from "react";

export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const asked = requestIdleCallback(() => setIdle(true));
    return () => cancelIdleCallback(asked);
  }, []);
  return isIdle;
}
