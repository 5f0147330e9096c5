/**
 * Why a run cannot go on, on its way from the call that has met it to the place that ends the run. Inside a run nothing
 * else is thrown and nothing passes it on: what is answered is usable.
 */
import { err, ok, type Result } from "../../kernel/result.ts";
import type { SyncStop } from "./sync-report.ts";

export class Stopped extends Error {
  readonly stop: SyncStop;

  constructor(stop: SyncStop) {
    super(stop.tag);
    this.name = "Stopped";
    this.stop = stop;
  }
}

/** The end of a run, or of a part of it that may fail by itself. @returns what was answered, or why it stopped */
export async function untilStopped<T>(run: () => Promise<T>): Promise<Result<T, SyncStop>> {
  try {
    return ok(await run());
  } catch (error) {
    if (error instanceof Stopped) return err(error.stop);
    throw error;
  }
}
