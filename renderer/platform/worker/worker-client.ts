/**
 * Starts the page's worker, hands it its ports, and puts another one in its place where the database has to be filled
 * again.
 */
import { type Remote, wrap } from "comlink";
import { WORKER_PORT } from "#shared/host/bridge.ts";
import { type Defect, defectLine } from "#shared/host/defect.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import workerUrl from "../../worker/worker.ts?worker&url";
import type { LaunchKeySource } from "../socket-host.ts";
import { createScriptUrls } from "../trusted-urls.ts";
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

export interface WorkerPlace extends Pick<StartInfo, "installation" | "shell"> {
  /** Of the database that it may write. */
  readonly databaseId: string;
}

/** @param page holds the lease */
export type StartWorker = (place: WorkerPlace, page: string, ears: WorkerEars) => DeskWorker;

/** Starts one after the other: the policy behind its script may be made once only in a page. */
export function workerStarter(launchKey: LaunchKeySource): StartWorker {
  let script: string | URL | null = null;
  return (place, page, ears) => {
    script ??= createScriptUrls()(workerUrl);
    return startWorker(script, place, page, ears, launchKey);
  };
}

function startWorker(
  script: string | URL,
  { installation, shell, databaseId }: WorkerPlace,
  page: string,
  { onFailure, onDefect }: WorkerEars,
  launchKey: LaunchKeySource,
): DeskWorker {
  const worker = new Worker(script, { type: "module", name: "reader-desk" });
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
  const start = (host: WorkerStart["host"]): void => {
    const given: WorkerStart = { installation, databaseId, page, api: api.port2, host };
    worker.postMessage(given, typeof host === "string" || host === null ? [api.port2] : [api.port2, host]);
  };
  if (link !== null) start(link.port2);
  // known by now: the page itself has asked its host
  else void launchKey().then(start);
  return {
    // comlink reaches nested objects by path, its type stops at the first level
    api: wrap<WorkerApi>(api.port1) as unknown as RemoteApi,
    stop() {
      worker.terminate();
      api.port1.close();
    },
  };
}

/** A worker's services under one name, whichever worker stands behind it. */
export interface LastingWorker extends DeskWorker {
  /**
   * Puts another one in its place: what was asked of the old one fails, what is asked from now on waits until the
   * answer is called.
   */
  replace(next: DeskWorker): () => void;
}

export function lastingWorker(first: DeskWorker): LastingWorker {
  let current = first;
  let settled: Promise<unknown> = Promise.resolve();
  let life = new AbortController();
  const ask = async (area: string, method: string, given: readonly unknown[]): Promise<unknown> => {
    const { signal } = life;
    await orEnd(signal, settled);
    // by name, as comlink itself does it
    const services = current.api as unknown as Record<
      string,
      Record<string, (...args: readonly unknown[]) => Promise<unknown>>
    >;
    return orEnd(signal, services[area]?.[method]?.(...given));
  };
  const areaOf = (area: string): unknown =>
    new Proxy(
      {},
      { get: (_, method) => (isName(method) ? (...given: readonly unknown[]) => ask(area, method, given) : undefined) },
    );
  const areas = new Map<string, unknown>();
  const api = new Proxy(
    {},
    {
      get: (_, area) => {
        if (!isName(area)) return undefined;
        if (!areas.has(area)) areas.set(area, areaOf(area));
        return areas.get(area);
      },
    },
  );
  const stop = (): void => {
    current.stop();
    life.abort(new Error("the worker was stopped"));
  };
  return {
    api: api as RemoteApi, // every name leads to the worker's own
    stop,
    replace(next) {
      stop();
      life = new AbortController();
      current = next;
      let letGo = (): void => undefined;
      settled = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      return letGo;
    },
  };
}

function orEnd<T>(signal: AbortSignal, answer: T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason);
    if (signal.aborted) return end();
    signal.addEventListener("abort", end, { once: true });
    void Promise.resolve(answer)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", end));
  });
}

/** A promise is looked for under `then`; there is none. */
const isName = (key: string | symbol): key is string => typeof key === "string" && key !== "then";
