/**
 * One desk per data folder. A second start hands its arguments to the first and ends; the first comes to
 * the front and runs the command named by `--run`, as the jump list does. The page looks the command up
 * in its own list, so a foreign word does nothing.
 */
import { app, type BrowserWindow } from "electron";

const RUN = /^--run=([a-z][a-z0-9.-]{0,59})$/u;

export const commandIn = (argv: readonly string[]): string | null =>
  argv.map((word) => RUN.exec(word)?.[1]).find((command) => command !== undefined) ?? null;

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** The lock belongs to the folder `userData`, which must be set before. False: another one runs, this one must end. */
export function beFirstInstance(argv: readonly string[], onSecond: (argv: readonly string[]) => void): boolean {
  // Chromium reorders and adds to the command line that the event reports; ours travels beside it.
  if (!app.requestSingleInstanceLock({ argv })) return false;
  app.on("second-instance", (_event, _commandLine, _folder, handed: unknown) => {
    const words: unknown = typeof handed === "object" && handed !== null && "argv" in handed ? handed.argv : [];
    onSecond(isTexts(words) ? words : []);
  });
  return true;
}
