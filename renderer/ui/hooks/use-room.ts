/** How wide an element is, in em of its own letters; follows the window, the zoom and the panes beside it. */
import { type RefObject, useLayoutEffect, useState } from "react";

/** @returns infinite until it has been measured */
export function useRoom(element: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = (): void => {
      const { fontSize } = getComputedStyle(current);
      if (current.clientWidth > 0) setRoom(Math.floor(current.clientWidth / Number.parseFloat(fontSize)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
