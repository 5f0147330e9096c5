/**
 * Where a window may open. A saved place is kept when its title bar can be reached on one of today's
 * screens; otherwise (monitor unplugged, smaller resolution) the window moves onto the nearest screen.
 * Units are Electron's device-independent pixels.
 */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const DEFAULT_SIZE = { width: 1280, height: 800 };
/** Below this the layout no longer holds at 100 %. */
export const SMALLEST = { width: 640, height: 480 };

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** Shared area, and when there is none the distance of the centres, negative. */
function closeness(a: WindowBounds, b: WindowBounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width > 0 && height > 0) return width * height;
  return -Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}

/** @param workAreas each screen without its task bar, the primary first; at least one */
export function placeWindow(
  saved: WindowBounds | null,
  workAreas: readonly [WindowBounds, ...WindowBounds[]],
): WindowBounds {
  const [primary] = workAreas;
  if (saved === null) {
    const width = Math.min(DEFAULT_SIZE.width, primary.width);
    const height = Math.min(DEFAULT_SIZE.height, primary.height);
    return {
      x: primary.x + Math.floor((primary.width - width) / 2),
      y: primary.y + Math.floor((primary.height - height) / 2),
      width,
      height,
    };
  }
  const area = workAreas.reduce((best, next) => (closeness(saved, next) > closeness(saved, best) ? next : best));
  const width = between(saved.width, Math.min(SMALLEST.width, area.width), area.width);
  const height = between(saved.height, Math.min(SMALLEST.height, area.height), area.height);
  return {
    x: between(saved.x, area.x, area.x + area.width - width),
    y: between(saved.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}
