/**
 * The page's one place for errors that nobody has caught: a screen shows the newest and how many there were, the
 * host's log gets each sort once, and again at its tenth, hundredth … time. A storm of them stays one notice
 * and a few lines. What the host does not take stays here, for whoever looks at the diagnostics.
 */
import type { Host } from "#shared/host/contract.ts";
import { type Defect, type DefectMoment, type DefectPlace, defectLine, sortOf, toDefect } from "#shared/host/defect.ts";

export interface Noticed {
  /** Since the notice was closed. */
  readonly times: number;
  readonly last: Defect;
}

export interface LastResort {
  /** Shown and logged. */
  report(error: unknown, moment?: DefectMoment): void;
  /** Logged only: a screen of its own says it. */
  note(error: unknown, moment: DefectMoment): void;
  log(defect: Defect): void;
  /** As the worker has reduced it. */
  take(defect: Defect): void;
  readonly noticed: { get(): Noticed | null; subscribe(listener: () => void): () => void };
  dismiss(): void;
  /** While the database is gone, errors of these kinds are logged only: a question of its own says what happened. */
  hold(kinds: ReadonlySet<string>, presence: { isGone(): boolean; subscribe(listener: () => void): unknown }): void;
  /** Lines that the host has not taken. */
  unsent(): readonly string[];
}

const MOST_SORTS = 200;

export function createLastResort(host: Host, place: DefectPlace = "page"): LastResort {
  let noticed: Noticed | null = null;
  const listeners = new Set<() => void>();
  const counts = new Map<string, number>();
  let unsent: Defect[] = [];
  let isHeld = (_kind: string): boolean => false;

  const show = (next: Noticed | null): void => {
    noticed = next;
    for (const listener of listeners) listener();
  };

  const log = (defect: Defect): void => {
    const sort = sortOf(defect);
    const times = (counts.get(sort) ?? 0) + 1;
    if (times === 1 && counts.size >= MOST_SORTS) return;
    counts.set(sort, times);
    if (!/^10*$/.test(String(times))) return;
    unsent = [...unsent, { ...defect, times }].slice(-MOST_SORTS);
    void send();
  };

  let sending = false;
  const send = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      for (let batch = unsent.slice(0, AT_ONCE); batch.length > 0; batch = unsent.slice(0, AT_ONCE)) {
        const taken = await host("log.append", { defects: [...batch] });
        if (!taken.ok) return;
        unsent = unsent.filter((defect) => !batch.includes(defect));
      }
    } finally {
      sending = false;
    }
  };

  const take = (defect: Defect): void => {
    log(defect);
    if (isHeld(defect.kind)) return;
    show({ times: (noticed?.times ?? 0) + 1, last: defect });
  };

  return {
    report: (error, moment = "act") => take(toDefect(error, place, moment)),
    note: (error, moment) => log(toDefect(error, place, moment)),
    take,
    log,
    noticed: {
      get: () => noticed,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    dismiss: () => show(null),
    hold: (kinds, { isGone, subscribe }) => {
      isHeld = (kind) => isGone() && kinds.has(kind);
      // it may have been heard before the page knew
      subscribe(() => noticed !== null && isHeld(noticed.last.kind) && show(null));
    },
    unsent: () => unsent.map(defectLine),
  };
}

const AT_ONCE = 20;

/** The part of a window, or of a worker's own scope, that tells of errors. */
type Scope = Pick<EventTarget, "addEventListener" | "removeEventListener">;

/** Hears what nobody has caught there. @returns what stops it */
export function hearUncaught(scope: Scope, report: (error: unknown) => void): () => void {
  const onError = (event: Event): void => {
    const { error, message } = event as ErrorEvent; // the only event of that name that reaches a scope itself
    // the browser's own note that a layout took two rounds; nothing has failed
    if (message?.startsWith("ResizeObserver loop")) return;
    report(error ?? new Error("error event"));
  };
  const onRejection = (event: Event): void => report((event as PromiseRejectionEvent).reason); // as above
  scope.addEventListener("error", onError);
  scope.addEventListener("unhandledrejection", onRejection);
  return () => {
    scope.removeEventListener("error", onError);
    scope.removeEventListener("unhandledrejection", onRejection);
  };
}
