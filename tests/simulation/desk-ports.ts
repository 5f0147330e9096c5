/** What the engine asks of a desk's world: folder, local copy, database, keys. Every call takes its turn. */
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import type { Replica, Store, StoreMemory, SyncPorts } from "#shared/replication/exchange/ports.ts";
import type { Slice } from "#shared/replication/exchange/slice.ts";
import { checkBase, checkFloor } from "./check-floor.ts";
import type { Desk } from "./desk.ts";
import { sealOf } from "./desk-seal.ts";
import { fastKeys } from "./fast-keys.ts";
import { firstDifference } from "./replay.ts";
import { damaged, type Share } from "./share.ts";
import { type Failing, type Process, turn } from "./turn.ts";

/** @param share null where none is asked, as at a start */
export const portsOf = (desk: Desk, process: Process, share: Share | null): SyncPorts => ({
  share: share === null ? NO_STORE : sharePort(desk, process, share),
  local: localPort(desk, process),
  seal: sealOf(desk, process),
  keys: fastKeys({
    share: share === null ? NO_STORE : sharePort(desk, process, share),
    local: localPort(desk, process),
    stream: () => desk.author.stream,
    streams: () => [...desk.author.keys.keys()],
    ring: () => desk.author.ring,
    keep: (ring) => {
      desk.author = { ...desk.author, ring };
      desk.say(`holds ${ring.keys.length} keys and seals under epoch ${ring.current.epoch}`);
    },
  }),
  replica: replicaPort(desk, process),
  memory: memoryPort(desk, process),
  clock: { now: desk.now },
});

function sharePort(desk: Desk, process: Process, share: Share): Store {
  const { world, name } = desk;
  const { random } = world;
  const unknown = (): Result<never, StoreError & PutError> =>
    err({ tag: "unknown", code: random.pick(["EIO", "EBUSY", "EPERM", "ETIMEDOUT", "EACCES"]) });
  const failing: Failing<Result<never, StoreError & PutError>> = { chance: world.weather.storeError, answer: unknown };
  const failingPut: Failing<Result<null, PutError>> = {
    chance: world.weather.storeError,
    answer: () => (random.chance(0.7) ? unknown() : err({ tag: random.pick(["full", "read-only"]) })),
  };
  return {
    list: (folder) =>
      turn<Result<readonly string[], StoreError>>(
        world,
        process,
        `${share.name}.list ${folder}`,
        () => share.list(name, folder, world.weather),
        failing,
      ),
    get: (file) =>
      turn<Result<Uint8Array, StoreError>>(
        world,
        process,
        `${share.name}.get ${file}`,
        () => share.get(name, file, world.weather),
        failing,
      ),
    put: (file, bytes) =>
      turn<Result<null, PutError>>(
        world,
        process,
        `${share.name}.put ${file}`,
        () => {
          world.watchPut(name, share, file, bytes);
          void checkFloor(desk, file);
          checkBase(desk, file);
          return share.put(name, file, bytes, world.weather);
        },
        failingPut,
      ),
    delete: (file) =>
      turn<Result<null, StoreError>>(world, process, `${share.name}.delete ${file}`, () => share.delete(file), failing),
  };
}

function localPort(desk: Desk, process: Process): Store {
  const { world, local } = desk;
  const unknown = (): Result<never, StoreError & PutError> => err({ tag: "unknown", code: "EIO" });
  const failing: Failing<Result<never, StoreError & PutError>> = { chance: world.weather.localError, answer: unknown };
  const failingPut: Failing<Result<null, PutError>> = {
    chance: world.weather.localError,
    answer: () => (world.random.chance(0.5) ? err({ tag: "full" }) : unknown()),
  };
  const list = (folder: string): Result<readonly string[], StoreError> => {
    const names = local.list(folder);
    return names === undefined ? err({ tag: "missing" }) : ok(names);
  };
  const get = (file: string): Result<Uint8Array, StoreError> => {
    const bytes = local.get(file);
    return bytes === undefined ? err({ tag: "missing" }) : ok(bytes);
  };
  const remove = (file: string): Result<null, StoreError> => {
    local.delete(file);
    return ok(null);
  };
  return {
    list: (folder) => turn(world, process, `local.list ${folder}`, () => list(folder), failing),
    get: (file) => turn(world, process, `local.get ${file}`, () => get(file), failing),
    put: (file, bytes) =>
      turn(world, process, `local.put ${file}`, () => putLocal(desk, process, file, bytes), failingPut),
    delete: (file) => turn(world, process, `local.delete ${file}`, () => remove(file), failing),
  };
}

function putLocal(
  { world, local, name }: Desk,
  process: Process,
  file: string,
  bytes: Uint8Array,
): Result<null, PutError> {
  world.watchPut(name, null, file, bytes);
  const standing = local.get(file);
  if (standing !== undefined)
    return standing.length === bytes.length && standing.every((byte, at) => byte === bytes[at])
      ? ok(null)
      : err({ tag: "other-content" });
  // the power goes before all of it is on the disk
  if (process.alive && world.random.chance(world.weather.tornLocal * world.weather.crash)) {
    local.set(file, damaged(bytes, world.random));
    world.trace.say(name, `  local.put ${file} → torn, the process ends`);
    process.crash();
    return ok(null);
  }
  local.set(file, bytes);
  return ok(null);
}

/** Every call of the database is a turn, those too that the port grows later. */
function replicaPort(desk: Desk, process: Process): Replica {
  const { replica, world } = desk;
  const failing: Failing<never> = {
    chance: world.weather.localError,
    answer: () => {
      throw new Error("the database failed");
    },
  };
  const own: Partial<Replica> = {
    apply: async (slice) => {
      const applied = await replica.apply(slice);
      if (world.random.chance(world.weather.twice)) await applyAgain(desk, slice);
      return applied;
    },
    sweep: async (reach) => {
      const before = new Map(replica.rows);
      const swept = await replica.sweep(reach);
      for (const [key, row] of before) if (!replica.rows.has(key)) desk.noteSwept(key.slice(0, key.indexOf("/")), row);
      return swept;
    },
    moveTo: async (...args) => {
      await replica.moveTo(...args);
      desk.forms = [];
    },
  };
  const rebuild: Replica["rebuild"] = async (...args) => {
    await turn(world, process, "database.rebuild", () => undefined);
    desk.isRebuilding = true;
    await replica.rebuild(...args);
    if (process.alive) desk.isRebuilding = false;
  };
  const call = (name: string): unknown => {
    const method: unknown = Reflect.get(own, name) ?? Reflect.get(replica, name);
    if (typeof method !== "function") return method;
    return (...args: readonly unknown[]) =>
      turn(
        world,
        process,
        `database.${name} ${summary(args[0])}`,
        () => Reflect.apply(method, replica, args) as unknown,
        failing,
      );
  };
  return new Proxy<Replica>(replica, { get: (_, name) => (name === "rebuild" ? rebuild : call(String(name))) });
}

/** Check 10. */
async function applyAgain({ world, name, replica }: Desk, slice: Slice): Promise<void> {
  const before = replica.lines();
  await replica.apply(slice);
  world.look(10);
  const other = firstDifference(replica.lines(), before);
  if (other !== null) world.fail(10, `${name}: a slice that came twice has changed what is shown: ${other}`);
}

/** What a call is about, in a few words. */
function summary(about: unknown): string {
  if (typeof about !== "object" || about === null) return about === undefined ? "" : String(about);
  const { stream, entries, ends, no } = about as Partial<Slice> & { readonly no?: number }; // a slice, a batch, or something with neither
  const parts = [
    stream,
    entries?.map(({ seq }) => seq).join(" "),
    ends === undefined ? undefined : `as batch ${ends.no}`,
    no,
  ];
  return parts.filter((part) => part !== undefined).join(" ");
}

/** What is unread is one small row: losing or keeping it is the same to the engine, so it takes no turn of its own. */
const memoryPort = (desk: Desk, process: Process): StoreMemory => ({
  unread: async () => desk.unread,
  noteUnread: async (heads) => {
    if (process.alive) desk.unread = heads;
  },
  ...seenPort(desk, process),
});

const seenPort = ({ world, memory }: Desk, process: Process): Pick<StoreMemory, "read" | "write"> => ({
  read: (store) => turn(world, process, "memory.read", () => memory.get(store) ?? {}),
  write: (store, heads) =>
    turn(world, process, "memory.write", () => {
      memory.set(store, heads);
    }),
});

const away = async (): Promise<Result<never, { readonly tag: "no-folder" }>> => err({ tag: "no-folder" });
const NO_STORE: Store = { list: away, get: away, put: away, delete: away };
