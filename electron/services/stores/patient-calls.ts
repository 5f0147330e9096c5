/**
 * Calls on a disk that may be slow, busy or dead. What SMB clients report in passing is tried again with
 * jitter; each call has a deadline; and while one is stuck, no other enters, so that a dead mount holds at
 * most one of Node's few file threads and the desk's own disk goes on.
 */
import { codeOf } from "./folder-files.ts";

export interface Patience {
  /** Longest time for one call with all its attempts, in milliseconds. */
  readonly deadlineMs: number;
  readonly retryMs: number;
  readonly wait: (ms: number) => Promise<void>;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly jitter: () => number;
}

export const PATIENT: Patience = {
  deadlineMs: 60_000,
  retryMs: 50,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => performance.now(),
  jitter: () => Math.random(),
};

/** What goes away by itself: another client has it open, or the server is busy. */
const PASSING = new Set(["EBUSY", "EPERM", "EACCES", "EEXIST", "EIO", "UNKNOWN", "EAGAIN"]);
/** Mostly a plain refusal, so a person is told sooner; antivirus programs let go within seconds. */
const REFUSALS = new Set(["EPERM", "EACCES"]);
const REFUSED_AFTER_MS = 3_000;
const LONGEST_PAUSE_MS = 4_000;

export type PatientCall = <T>(attempt: () => Promise<T>, isPassing?: (code: string) => boolean) => Promise<T>;

export function createPatientCalls(patience: Patience): PatientCall {
  let stuck = 0;
  return async (attempt, isPassing = (code) => PASSING.has(code)) => {
    if (stuck > 0) throw timeout();
    const start = patience.now();
    const left = (): number => patience.deadlineMs - (patience.now() - start);
    const leftFor = (code: string): number =>
      REFUSALS.has(code) ? left() - patience.deadlineMs + Math.min(REFUSED_AFTER_MS, patience.deadlineMs) : left();
    for (let pause = patience.retryMs; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return await within(attempt(), left());
      } catch (error) {
        const delay = pause * (0.5 + patience.jitter());
        if (!isPassing(codeOf(error)) || leftFor(codeOf(error)) <= delay) throw error;
        await patience.wait(delay);
      }
    }
  };

  async function within<T>(running: Promise<T>, ms: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let isLate = false;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        stuck += 1;
        reject(timeout());
      }, ms);
    });
    const end = (): void => {
      if (isLate) stuck -= 1;
    };
    running.then(end, end);
    try {
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const timeout = (): Error => Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" });
