/** Pause, go on and cancel of the one long task that an import has at a time. */
import type { Cancel } from "./read-delimited.ts";
import type { WriteControl } from "./write-chunks.ts";

export interface Control extends WriteControl {
  /** Begins a task; the answer tells whether it was cancelled. */
  start(): Cancel;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Goes through a list in slices, answering the page in between; false where it was cancelled. */
  goThrough(
    total: number,
    step: (from: number, to: number) => Promise<void>,
    onSlice: (done: number) => void,
    cancel: Cancel,
  ): Promise<boolean>;
}

/** Rows planned between two answers to the page. */
const SLICE = 2000;

/** @param letPass waits between two slices, and between two commands */
export function createControl(letPass: () => Promise<void> = async () => undefined): Control {
  let task = { cancelled: false };
  let paused = false;
  let wake: () => void = () => {};
  const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    start() {
      task = { cancelled: false };
      paused = false;
      return task;
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      wake();
    },
    cancel: () => {
      task.cancelled = true;
      wake();
    },
    async goThrough(total, step, onSlice, cancel) {
      for (let from = 0; from < total; from += SLICE) {
        await step(from, from + SLICE);
        onSlice(Math.min(from + SLICE, total));
        await breathe();
        await letPass();
        if (cancel.cancelled) return false;
      }
      return true;
    },
    breathe,
    isCancelled: () => task.cancelled,
    async mayGoOn() {
      await letPass();
      while (paused && !task.cancelled) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return !task.cancelled;
    },
  };
}
