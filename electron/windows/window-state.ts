/**
 * The window's place, kept per data folder in `window.json`. It is a convenience: a missing, damaged or
 * unwritable file costs the place and nothing else.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { WindowBounds } from "./window-bounds.ts";

export interface WindowState {
  readonly bounds: WindowBounds;
  readonly maximized: boolean;
}

const isBounds = (value: unknown): value is WindowBounds =>
  typeof value === "object" &&
  value !== null &&
  ["x", "y", "width", "height"].every((side) => Number.isSafeInteger(Reflect.get(value, side))) &&
  Number(Reflect.get(value, "width")) > 0 &&
  Number(Reflect.get(value, "height")) > 0;

const fileIn = (folder: string): string => join(folder, "window.json");

export function readWindowState(folder: string): WindowState | null {
  try {
    const value: unknown = JSON.parse(readFileSync(fileIn(folder), "utf8"));
    if (typeof value !== "object" || value === null || !("bounds" in value) || !isBounds(value.bounds)) return null;
    return { bounds: value.bounds, maximized: "maximized" in value && value.maximized === true };
  } catch {
    return null;
  }
}

export function writeWindowState(folder: string, state: WindowState): void {
  const file = fileIn(folder);
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // See above: the next start opens in the middle of the screen.
  }
}
