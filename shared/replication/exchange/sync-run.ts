/**
 * One sync under way: its ports, guarded so that every single call first asks whether the person has
 * cancelled and turns what goes wrong into a reason to stop; and its counts, for progress and report.
 */

import { err, type Result } from "../../kernel/result.ts";
import type {
  AdoptedKeys,
  DeviceCard,
  Locked,
  OpenError,
  OpenedBatch,
  OpenedState,
  Out,
  Predecessor,
  SealedFile,
  SealRequest,
  StatePlace,
  StateRequest,
} from "../../kernel/sealed.ts";
import type { PutError, StoreError, Unreadable } from "../../kernel/store-outcome.ts";
import type { CheckpointRule } from "../checkpoints/checkpoint-due.ts";
import { KEYS, parseName } from "../files/names.ts";
import type { Removals } from "../lines/removals.ts";
import type { StreamId } from "../rows/entry.ts";
import { createPace, type Pace } from "./pace.ts";
import type { LibraryKeys, Replica, Store, StoreMemory, SyncPorts } from "./ports.ts";
import { createRunLog, type RunLog } from "./run-log.ts";
import { Stopped } from "./stopped.ts";
import type { SyncProgress, SyncStop } from "./sync-report.ts";

export interface SyncOptions {
  readonly onProgress?: (progress: SyncProgress) => void;
  readonly isCancelled?: () => boolean;
  /**
   * A person has asked for this sync: it also looks at the own newest batch, and at what is announced and was not
   * there, and tells the others at once what is applied here.
   */
  readonly asked?: boolean;
  /**
   * False right after the restore of a backup: nothing of others is put on a share before one exchange went through.
   */
  readonly carries?: boolean;
  /** When checkpoints are made; for tests. */
  readonly checkpoints?: CheckpointRule;
  /** Most operations in one transaction of a pull; for tests. */
  readonly sliceOps?: number;
}

/** A store whose answers are either usable or a reason to stop. */
export interface GuardedStore {
  /** Empty where it is proved that there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Null where it is proved that there is no such file. */
  get(name: string): Promise<Uint8Array | null>;
  put(name: string, bytes: Uint8Array): Promise<void>;
  delete(name: string): Promise<void>;
}

export interface Run {
  readonly share: GuardedStore;
  readonly local: GuardedStore;
  readonly library: string;
  readonly seal: GuardedSeal;
  readonly replica: { readonly [K in keyof Replica]: Guarded<Replica[K]> };
  readonly memory: { readonly [K in keyof StoreMemory]: Guarded<StoreMemory[K]> };
  /** Null where keys never change. */
  readonly keys: GuardedKeys | null;
  /** What is known before the rows are there again that tell of it. */
  readonly foreknown: { removals: Removals };
  now(): number;
  /** Operations in one transaction of a pull. */
  readonly pace: Pace;
  /** Cards that were opened, by this run or before it. */
  readonly cards: Map<StreamId, DeviceCard>;
  readonly log: RunLog;
}

const SLICE_OPS = 200;

type Guarded<F> = F extends (...args: infer A) => Promise<infer R> ? (...args: A) => Promise<R> : never;

/** `locked` stops the sync, and so does sealing where this computer is out; other errors are the caller's to judge. */
export interface GuardedSeal {
  seal(request: SealRequest): Promise<SealedFile>;
  open(
    place: { readonly stream: StreamId; readonly no: number },
    signKey: string,
    bytes: Uint8Array,
  ): Promise<Result<OpenedBatch, OpenError>>;
  sealState(request: StateRequest): Promise<SealedFile>;
  openState(place: StatePlace, signKey: string, bytes: Uint8Array): Promise<Result<OpenedState, OpenError>>;
  openCard(stream: StreamId, bytes: Uint8Array): Promise<Result<DeviceCard, OpenError>>;
  hash(bytes: Uint8Array): Promise<string>;
  newStream(predecessor: Predecessor): Promise<{ readonly stream: StreamId; readonly predecessor: Predecessor }>;
}

export interface GuardedKeys {
  adopt: Guarded<(...args: Parameters<LibraryKeys["adopt"]>) => Promise<AdoptedKeys>>;
  held: Guarded<() => Promise<readonly string[]>>;
}

export function createRun(ports: SyncPorts, options: SyncOptions): Run {
  const log = createRunLog(options.onProgress ?? (() => undefined));
  const stopped = (): boolean => options.isCancelled?.() === true;
  const guardUnless =
    (isOver: () => boolean) =>
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>): ((...args: A) => Promise<R>) =>
    async (...args) => {
      if (isOver()) throw new Stopped({ tag: "cancelled" });
      try {
        return await call(...args);
      } catch (error) {
        // a rebuilding calls back into its run
        if (error instanceof Stopped) throw error;
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        throw new Stopped({ tag: "database", reason });
      }
    };
  const guard = guardUnless(stopped);
  // one small row, with a call before and behind it that asks
  const guardBriefly = guardUnless(() => false);
  const { seal, replica, memory } = ports;
  const cards = ports.cards ?? new Map<StreamId, DeviceCard>();
  const unlocked = async <T, E extends { readonly tag: string }>(
    call: () => Promise<Result<T, E | Locked>>,
  ): Promise<Result<T, E>> => {
    const answer = await guard(call)();
    if (answer.ok) return answer;
    const { error } = answer;
    if (isLocked(error)) throw new Stopped(error);
    return err(error);
  };
  const open = async <T>(call: () => Promise<Result<T, Locked>>): Promise<T> => {
    const answer = await guard(call)();
    if (answer.ok) return answer.value;
    throw new Stopped(answer.error);
  };
  return {
    share: guardStore(ports.share, stopped, shareStop(), (name, error) => warnOfUnreadable(log, cards, name, error)),
    local: guardStore(ports.local, stopped, localStop, () => false),
    library: seal.library,
    seal: {
      seal: async (request) => {
        const sealed = await unlocked<SealedFile, Out>(() => seal.seal(request));
        if (sealed.ok) return sealed.value;
        throw new Stopped({ tag: "removed", at: null, no: sealed.error.no });
      },
      open: (place, signKey, bytes) => unlocked<OpenedBatch, OpenError>(() => seal.open(place, signKey, bytes)),
      sealState: (request) => open(() => seal.sealState(request)),
      openState: (place, signKey, bytes) =>
        unlocked<OpenedState, OpenError>(() => seal.openState(place, signKey, bytes)),
      openCard: (stream, bytes) => unlocked<DeviceCard, OpenError>(() => seal.openCard(stream, bytes)),
      hash: guard((bytes: Uint8Array) => seal.hash(bytes)),
      newStream: (predecessor) => open(() => seal.newStream(predecessor)),
    },
    replica: {
      state: guard(() => replica.state()),
      digest: guard(() => replica.digest()),
      records: guard((kind) => replica.records(kind)),
      ledger: guard(() => replica.ledger()),
      eraseBelongings: guard(() => replica.eraseBelongings()),
      looked: guard((found) => replica.looked(found)),
      sweep: guard((reach) => replica.sweep(reach)),
      journaled: guard((from, max) => replica.journaled(from, max)),
      apply: guard((slice) => replica.apply(slice)),
      sealed: guard((batch) => replica.sealed(batch)),
      published: guard((seq) => replica.published(seq)),
      oweAnew: guard(() => replica.oweAnew()),
      moveTo: guard((...args) => replica.moveTo(...args)),
      rebuild: guard((applyOthers, base) => replica.rebuild(applyOthers, base)),
      stateRows: guard((after) => replica.stateRows(after)),
      stateEnd: guard((seq) => replica.stateEnd(seq)),
    },
    keys: ports.keys === undefined ? null : guardKeys(ports.keys, stopped, open),
    foreknown: { removals: new Map() },
    memory: {
      read: guard((store) => memory.read(store)),
      write: guard((store, heads) => memory.write(store, heads)),
      unread: guardBriefly(() => memory.unread()),
      noteUnread: guardBriefly((heads) => memory.noteUnread(heads)),
    },
    now: () => ports.clock.now(),
    pace: createPace(options.sliceOps ?? SLICE_OPS),
    cards,
    log,
  };
}

const guardKeys = (
  keys: LibraryKeys,
  stopped: () => boolean,
  open: <T>(call: () => Promise<Result<T, Locked>>) => Promise<T>,
): GuardedKeys => ({
  adopt: async (epochs, lacking, looks) => {
    if (stopped()) throw new Stopped({ tag: "cancelled" });
    const adopted = await keys.adopt(epochs, lacking, looks);
    if (adopted.ok) return adopted.value;
    throw new Stopped(adopted.error.tag === "locked" ? adopted.error : shareStop()(adopted.error, KEYS));
  },
  held: () => open(() => keys.held()),
});

const isLocked = (error: { readonly tag: string }): error is Locked => error.tag === "locked";

type StopOf = (error: StoreError | PutError, name: string) => SyncStop;

/** One bad object concerns its own stream only: it is named, and the rest goes on as if it were not there. */
function warnOfUnreadable(
  log: RunLog,
  cards: ReadonlyMap<StreamId, DeviceCard>,
  file: string,
  error: Unreadable,
): boolean {
  const name = parseName(file);
  if (name === null || !("stream" in name)) return false;
  const { stream } = name;
  log.warn({ tag: "file-refused", stream, device: cards.get(stream)?.device ?? null, file, error });
  return true;
}

/** @param passOver whether what cannot be read counts as not there */
function guardStore(
  store: Store,
  stopped: () => boolean,
  stopOf: StopOf & { readonly answered?: () => void },
  passOver: (name: string, error: Unreadable) => boolean,
): GuardedStore {
  const attempt = async <T, E extends StoreError | PutError, M>(
    name: string,
    call: () => Promise<Result<T, E>>,
    missing: M,
  ): Promise<T | M> => {
    if (stopped()) throw new Stopped({ tag: "cancelled" });
    const answer = await call();
    if (answer.ok || answer.error.tag === "missing") stopOf.answered?.();
    if (answer.ok) return answer.value;
    if (answer.error.tag === "unreadable" && passOver(name, answer.error)) return missing;
    if (answer.error.tag === "missing") return missing;
    throw new Stopped(stopOf(answer.error, name));
  };
  return {
    list: (folder) => attempt(folder, () => store.list(folder), []),
    get: (name) => attempt(name, () => store.get(name), null),
    put: async (name, bytes) => void (await attempt(name, () => store.put(name, bytes), null)),
    delete: async (name) => void (await attempt(name, () => store.delete(name), null)),
  };
}

/** Away from the start is one thing, gone in the middle another. */
function shareStop(): StopOf & { readonly answered: () => void } {
  let hasAnswered = false;
  const stopOf: StopOf = (error, file) => {
    switch (error.tag) {
      case "no-folder":
        return hasAnswered ? { tag: "gone" } : { tag: "no-folder" };
      case "missing":
        return { tag: "unclear", code: "ENOENT", file };
      case "unreadable":
        return { tag: "unclear", code: error.what, file };
      case "unknown":
        return { tag: "unclear", code: error.code, file };
      case "other-content":
        return { tag: "other-content", file };
      case "read-only":
      case "full":
        return error;
    }
  };
  const answered = (): void => {
    hasAnswered = true;
  };
  return Object.assign(stopOf, { answered });
}

const localStop: StopOf = (error) => ({ tag: "local-store", code: error.tag === "unknown" ? error.code : error.tag });
