/** What nobody waits for lets whoever types, scans or clicks go first: an old computer does not do both well. */
const TOUCHES = ["keydown", "pointerdown"] as const;

export interface Touches {
  /** Milliseconds since the last key or click. */
  readonly quietMs: () => number;
  /** Waits until nobody has pressed a key or clicked for so long. */
  readonly untilQuiet: (ms: number) => Promise<void>;
  readonly stop: () => void;
}

/** Before it watches nobody has touched anything. */
export function watchTouches(): Touches {
  let touchedAt = Number.NEGATIVE_INFINITY;
  const onTouch = (): void => {
    touchedAt = performance.now();
  };
  for (const touch of TOUCHES) window.addEventListener(touch, onTouch, { capture: true });
  const quietMs = (): number => performance.now() - touchedAt;
  return {
    quietMs,
    untilQuiet: async (ms) => {
      while (quietMs() < ms) await new Promise((resolve) => setTimeout(resolve, ms - quietMs()));
    },
    stop: () => {
      for (const touch of TOUCHES) window.removeEventListener(touch, onTouch, { capture: true });
    },
  };
}
