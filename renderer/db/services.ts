/** The long-lived objects, made in `main.tsx`, reached by features through one context. */
import { createContext, useContext } from "react";
import type { Host } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Clock, RandomBytes } from "#shared/kernel/clock.ts";
import type { SearchApi } from "../platform/worker-api.ts";
import type { RemoteApi } from "../platform/worker-client.ts";
import type { DeskDb } from "./database.ts";
import type { Writer } from "./writer.ts";

export interface Services {
  readonly db: DeskDb;
  /** The only way to change a record. */
  readonly writer: Writer;
  readonly host: Host;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly start: StartInfo;
  readonly search: SearchApi;
  /** Import, export and sync, off the page's thread. */
  readonly worker: RemoteApi;
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  assert(services !== null, "no services around this component");
  return services;
}
