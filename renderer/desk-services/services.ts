/** The long-lived objects, made in `main.tsx`, reached by features through one context. */
import { createContext, useContext } from "react";
import type { Host } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Clock, RandomBytes } from "#shared/kernel/clock.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { DatabaseOpenError, DeskDb } from "../db/database.ts";
import type { RebuildFolder } from "../db/journal/rebuild-folder.ts";
import type { ReconcileError } from "../db/journal/reconcile.ts";
import type { Writer } from "../db/write/writer.ts";
import type { SearchApi } from "../platform/worker/worker-api.ts";
import type { RemoteApi } from "../platform/worker/worker-client.ts";

/** @returns how many own entries the journal holds, all of which stand there again */
export type FillAgain = (
  onProgress: (done: number, total: number) => void,
) => Promise<Result<number, DatabaseOpenError | ReconcileError | { readonly tag: "host-away" }>>;

export interface Services {
  readonly db: DeskDb;
  /** Who writes, and whether the journal answers; records are changed by acts alone. */
  readonly writer: Pick<Writer, "health" | "setStaff" | "onClockInDoubt">;
  readonly host: Host;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly start: StartInfo;
  readonly search: SearchApi;
  /** Import, export and sync, off the page's thread. */
  readonly worker: RemoteApi;
  /** Fills the database again from the journal, once it was found gone. */
  readonly fillAgain: FillAgain;
  /** Makes a data folder that is gone for good anew from this window. */
  readonly rebuildFolder: RebuildFolder;
  /** Ends the trial, and takes all of it along. */
  readonly leaveTrial: () => Promise<void>;
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  assert(services !== null, "no services around this component");
  return services;
}
