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

/** Calls once what was drawn last is on the screen, however busy the window is. @returns to call it no more */
export function whenPainted(then: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    then();
  };
  const asked = requestAnimationFrame(() => port2.postMessage(null));
  return () => {
    cancelAnimationFrame(asked);
    port1.close();
  };
}
