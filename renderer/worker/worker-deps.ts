/** What the worker's services are made from. */

import type { Host } from "#shared/host/contract.ts";
import type { Clock, RandomBytes } from "#shared/kernel/clock.ts";
import type { DeskDb } from "../db/database.ts";
import type { SearchApi } from "../platform/worker-api.ts";
import type { WriterFor } from "./worker-writer.ts";

export interface WorkerDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly installation: string;
  /** To be told (`changed`) of all readers that a service wrote, so that it follows. */
  readonly search: SearchApi;
  /** Writes in the name of a colleague. */
  readonly writer: WriterFor;
}
