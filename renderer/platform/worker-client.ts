/** Starts the page's worker and hands it its ports. */
import { type Remote, wrap } from "comlink";
import { WORKER_PORT } from "#shared/host/bridge.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import workerUrl from "../worker/worker.ts?worker&url";
import { createScriptUrls } from "./trusted-urls.ts";
import type { WorkerApi, WorkerStart } from "./worker-api.ts";

/** Every area of the worker, each method answering a promise. */
export type RemoteApi = { readonly [Area in keyof WorkerApi]: Remote<WorkerApi[Area]> };

export interface DeskWorker {
  readonly api: RemoteApi;
  stop(): void;
}

/**
 * @param page holds the lease
 * @param onFailure the worker could not start, or broke; its services no longer answer
 */
export function startWorker({ installation, shell }: Pick<StartInfo, "installation" | "shell">, page: string, onFailure: (reason: string) => void): DeskWorker {
  const worker = new Worker(createScriptUrls()(workerUrl), { type: "module", name: "reader-desk" });
  worker.onerror = ({ message }) => onFailure(message);
  const api = new MessageChannel();
  const link = shell === "electron" ? new MessageChannel() : null;
  if (link !== null) window.postMessage(WORKER_PORT, location.origin, [link.port1]);
  const start: WorkerStart = { installation, page, api: api.port2, host: link?.port2 ?? null };
  worker.postMessage(start, link === null ? [api.port2] : [api.port2, link.port2]);
  return {
    // comlink reaches nested objects by path, its type stops at the first level
    api: wrap<WorkerApi>(api.port1) as unknown as RemoteApi,
    stop() {
      worker.terminate();
      api.port1.close();
    },
  };
}
