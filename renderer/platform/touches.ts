/** What nobody waits for lets whoever types, scans or clicks go first: an old computer does not do both well. */
const TOUCHES = ["keydown", "pointerdown"] as const;

export interface Touches {
  /** Milliseconds since the last key or click. */
  readonly quietMs: () => number;
  readonly stop: () => void;
}

/** Before it watches nobody has touched anything. */
export function watchTouches(): Touches {
  let touchedAt = Number.NEGATIVE_INFINITY;
  const onTouch = (): void => {
    touchedAt = performance.now();
  };
  for (const touch of TOUCHES) window.addEventListener(touch, onTouch, { capture: true });
  return {
    quietMs: () => performance.now() - touchedAt,
    stop: () => {
      for (const touch of TOUCHES) window.removeEventListener(touch, onTouch, { capture: true });
    },
  };
}
