/** Puts one fault into the n-th call that a sync makes of the world, before or after the call has its effect. */
import { err } from "#shared/kernel/result.ts";
import type { Replica, Store, SyncPorts } from "#shared/replication/exchange/ports.ts";

export type FaultMode = "before" | "after";

export interface FaultPlan {
  /** Counted from 1 over all ports. */
  readonly at: number;
  readonly mode: FaultMode;
  /** Whether everything after it fails too, as when the process is gone. */
  readonly lasting: boolean;
}

export function withFault(
  ports: SyncPorts,
  { at, mode, lasting }: FaultPlan,
): { readonly ports: SyncPorts; readonly calls: () => number } {
  let calls = 0;
  const around = async <T>(call: () => Promise<T>, fail: () => T | Promise<T>): Promise<T> => {
    calls += 1;
    const isFault = calls === at || (lasting && calls > at);
    if (!isFault) return call();
    if (mode === "after" && calls === at) await call();
    return fail();
  };
  const store = (inner: Store): Store => {
    const lost = () => err({ tag: "unknown", code: "EIO" } as const);
    return {
      list: (folder) => around(() => inner.list(folder), lost),
      get: (name) => around(() => inner.get(name), lost),
      put: (name, bytes) => around(() => inner.put(name, bytes), lost),
      delete: (name) => around(() => inner.delete(name), lost),
    };
  };
  const crash = (): never => {
    throw new Error("crash");
  };
  const { replica, memory, seal } = ports;
  const failing: Replica = {
    state: () => around(() => replica.state(), crash),
    digest: () => around(() => replica.digest(), crash),
    records: (kind) => around(() => replica.records(kind), crash),
    ledger: () => around(() => replica.ledger(), crash),
    eraseBelongings: () => around(() => replica.eraseBelongings(), crash),
    looked: (found) => around(() => replica.looked(found), crash),
    sweep: (reach) => around(() => replica.sweep(reach), crash),
    journaled: (from, max) => around(() => replica.journaled(from, max), crash),
    apply: (slice) => around(() => replica.apply(slice), crash),
    sealed: (batch) => around(() => replica.sealed(batch), crash),
    published: (seq) => around(() => replica.published(seq), crash),
    oweAnew: () => around(() => replica.oweAnew(), crash),
    moveTo: (...args) => around(() => replica.moveTo(...args), crash),
    // what is begun here is ended by the next start; see the database's own tests
    rebuild: (applyOthers, base) => replica.rebuild(applyOthers, base),
    stateRows: (after) => around(() => replica.stateRows(after), crash),
    stateEnd: (seq) => around(() => replica.stateEnd(seq), crash),
  };
  return {
    calls: () => calls,
    ports: {
      ...ports,
      share: store(ports.share),
      local: store(ports.local),
      replica: failing,
      memory: {
        read: (id) => around(() => memory.read(id), crash),
        write: (id, heads) => around(() => memory.write(id, heads), crash),
        unread: () => around(() => memory.unread(), crash),
        noteUnread: (heads) => around(() => memory.noteUnread(heads), crash),
      },
      seal: {
        ...seal,
        seal: (request) => around(() => seal.seal(request), crash),
        sealState: (request) => around(() => seal.sealState(request), crash),
        newStream: (predecessor) => around(() => seal.newStream(predecessor), crash),
      },
    },
  };
}
