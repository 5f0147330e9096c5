/** Starts the page's worker and hands it its ports. */
import { type Remote, wrap } from "comlink";
import { WORKER_PORT } from "#shared/host/bridge.ts";
import { type Defect, defectLine } from "#shared/host/defect.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import workerUrl from "../worker/worker.ts?worker&url";
import { createScriptUrls } from "./trusted-urls.ts";
import type { WorkerApi, WorkerNews, WorkerStart } from "./worker-api.ts";

/** Every area of the worker, each method answering a promise. */
export type RemoteApi = { readonly [Area in keyof WorkerApi]: Remote<WorkerApi[Area]> };

export interface DeskWorker {
  readonly api: RemoteApi;
  stop(): void;
}

export interface WorkerEars {
  /** The worker could not be loaded or started: its services will never answer. */
  readonly onFailure: (reason: string) => void;
  /** An error that nobody in the worker has caught; it goes on. */
  readonly onDefect: (defect: Defect) => void;
}

/** @param page holds the lease */
export function startWorker({ installation, shell }: Pick<StartInfo, "installation" | "shell">, page: string, { onFailure, onDefect }: WorkerEars): DeskWorker {
  const worker = new Worker(createScriptUrls()(workerUrl), { type: "module", name: "reader-desk" });
  let started = false;
  // once it runs, it tells of its errors itself
  worker.onerror = () => {
    if (!started) onFailure("worker");
  };
  worker.onmessage = ({ data }: MessageEvent<WorkerNews>) => {
    if (data.tag === "started") started = true;
    else {
      onDefect(data.defect);
      if (!started) onFailure(defectLine(data.defect));
    }
  };
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
