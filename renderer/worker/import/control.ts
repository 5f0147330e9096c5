/** Pause, go on and cancel of the one long task that an import has at a time. */
import type { Cancel } from "./read-delimited.ts";
import type { WriteControl } from "./write-chunks.ts";

export interface Control extends WriteControl {
  /** Begins a task; the answer tells whether it was cancelled. */
  start(): Cancel;
  pause(): void;
  resume(): void;
  cancel(): void;
}

export function createControl(): Control {
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
    breathe,
    isCancelled: () => task.cancelled,
    async mayGoOn() {
      while (paused && !task.cancelled) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return !task.cancelled;
    },
  };
}
