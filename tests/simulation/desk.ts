/**
 * One desk: a data folder, a database, a clock that is never quite right, and a process that may end at any
 * moment.
 */
import { ok } from "#shared/kernel/result.ts";
import type { Predecessor } from "#shared/kernel/sealed.ts";
import { applyFromCopy, refillFromCopy } from "#shared/replication/checkpoints/rebuild.ts";
import type { UnreadHeads } from "#shared/replication/exchange/ports.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { batchName, deviceName } from "#shared/replication/files/names.ts";
import type { StreamId, Vector } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { MemoryReplica } from "../support/memory-replica.ts";
import { checkRows } from "./check-rows.ts";
import { portsOf } from "./desk-ports.ts";
import type { FastRing } from "./fast-keys.ts";
import { type FastLibrary, fastStreamOf, sealFastCard, sha256Hex } from "./fast-seal.ts";
import { FileTree } from "./file-tree.ts";
import type { Act, Form } from "./people.ts";
import type { Token } from "./promises.ts";
import type { Share } from "./share.ts";
import type { Process } from "./turn.ts";
import type { World } from "./world.ts";

/** What the host keeps of its own streams. */
interface Author {
  readonly stream: StreamId;
  readonly left: Predecessor | null;
  readonly keys: ReadonlyMap<StreamId, string>;
  readonly ring: FastRing;
}

/** The data folder and the database, as a copy of the profile holds them. */
export interface Disk {
  readonly replica: MemoryReplica;
  readonly local: FileTree;
  readonly author: Author;
  readonly memory: ReadonlyMap<string, Readonly<Record<StreamId, number>>>;
  readonly acts: readonly Act[];
}

interface DeskClock {
  offsetMs: number;
  /** Share of a second gained per second. */
  readonly drift: number;
}

export class Desk {
  replica: MemoryReplica;
  local: FileTree;
  author: Author;
  memory: Map<string, Readonly<Record<StreamId, number>>>;
  unread: UnreadHeads = {};
  acts: Act[];
  forms: Form[] = [];
  backups: Disk[] = [];
  process: Process | null = null;
  /** A rebuilding was begun and has not ended: nothing may be written. */
  isRebuilding = false;
  /** The program has begun and is not ready yet. */
  isStarting = false;
  isSyncing = false;
  /** Something of it stands on a folder. */
  hasJoined = false;
  /** Told by the last sync that it was taken out. */
  isOut = false;
  /** What a person may bring back, as the records stood. */
  kept: ReadonlyMap<string, AnyRow>[] = [];
  /** On leave: nobody is at it so many days. */
  daysOff = 0;

  constructor(
    readonly world: World,
    readonly name: string,
    readonly shares: readonly Share[],
    readonly clock: DeskClock,
    disk?: Disk,
  ) {
    this.local = new FileTree(disk?.local);
    const { epoch, key } = world.library;
    this.author = disk?.author ?? {
      stream: "",
      left: null,
      keys: new Map(),
      ring: { keys: [{ epoch, key }], current: { epoch, key } },
    };
    if (disk === undefined) this.beginStream(null);
    this.replica = disk?.replica.copy(this.now) ?? new MemoryReplica(this.author.stream, this.now);
    this.memory = new Map(disk?.memory);
    this.acts = [...(disk?.acts ?? [])];
  }

  readonly now = (): number => {
    const { schedule, startMs } = this.world;
    return Math.max(0, Math.floor(schedule.now + this.clock.offsetMs + (schedule.now - startMs) * this.clock.drift));
  };

  /** With the keys that it holds. */
  get library(): FastLibrary {
    const { current, keys } = this.author.ring;
    return { ...this.world.library, ...current, others: keys };
  }

  disk(): Disk {
    return {
      replica: this.replica.copy(this.now),
      local: new FileTree(this.local),
      author: this.author,
      memory: new Map(this.memory),
      acts: [...this.acts],
    };
  }

  /** Commands that could be had from this desk's disk. */
  tokens(): Set<Token> {
    const tokens = new Set(this.replica.log.map(({ staff }) => staff));
    for (const ref of this.world.batchesIn(this.local))
      for (const token of this.world.tokensOfBatch.get(batchName(ref)) ?? []) tokens.add(token);
    return tokens;
  }

  say(what: string): void {
    this.world.trace.say(this.name, what);
  }

  get canWrite(): boolean {
    return this.process !== null && !this.isRebuilding && !this.isStarting;
  }

  stop(): void {
    if (this.process === null) return;
    this.process.alive = false;
    this.process = null;
    this.isSyncing = false;
    this.forms = [];
  }

  start(): void {
    if (this.process !== null) return;
    const process: Process = {
      who: this.name,
      alive: true,
      calls: 0,
      crash: () => this.#stopFor(this.world.random.below(12 * 3_600_000)),
    };
    this.process = process;
    this.say("starts");
    const ports = portsOf(this, process, null);
    const applyOthers = async (needed: Vector): Promise<Vector> => {
      const applied = await applyFromCopy(ports, needed);
      if (!applied.ok) throw new Error(applied.error.tag);
      return applied.value;
    };
    const begin = async (): Promise<void> => {
      const { own, streams } = await this.replica.state();
      const isEmpty = own.journaled === 0 && Object.values(streams).every(({ seq }) => seq === 0);
      const filled = isEmpty || own.journaled < own.inJournal ? await refillFromCopy(ports, undefined) : ok(undefined);
      if (!filled.ok) throw new Error(filled.error.tag);
      await this.replica.catchUp(applyOthers);
      // as the program does at every start, before anything is shown
      const again = this.replica.eraseAgain();
      if (again > 0) this.say(`erases ${again} again`);
    };
    this.isStarting = true;
    const ended = (): void => {
      if (!process.alive) return;
      this.isStarting = false;
      this.isRebuilding = false;
      void checkRows(this, "after a start");
    };
    // what fails here is tried again at the next start
    const failed = (error: unknown): void => {
      if (!process.alive) return;
      this.say(`cannot start: ${String(error)}`);
      this.#stopFor(60_000);
    };
    begin().then(ended, failed);
  }

  #stopFor(ms: number): void {
    this.stop();
    this.world.schedule.after(ms, () => this.start());
  }

  /** Replaces the disk by another one. */
  restore(disk: Disk): void {
    this.stop();
    this.replica = disk.replica.copy(this.now);
    this.local = new FileTree(disk.local);
    this.author = disk.author;
    this.memory = new Map(disk.memory);
    this.acts = [...disk.acts];
  }

  /** The browser has thrown the database away; journal and files are there. */
  emptyDatabase(): void {
    this.stop();
    void this.replica.rebuild(() => new Promise(() => undefined));
  }

  /** The browser shows the database as it once was; journal and files are of now. */
  ageDatabase(): boolean {
    const older = this.world.random.oneOf(this.backups)?.replica;
    const aged = older === undefined ? null : this.replica.withDatabaseOf(older);
    if (aged === null) return false;
    this.stop();
    this.replica = aged;
    return true;
  }

  /** @param done called when the sync has ended, unless the process ended first */
  sync(share: Share, done: (report: SyncReport) => void = () => undefined): void {
    const { process } = this;
    if (process === null || this.isSyncing || this.isStarting) return;
    this.isSyncing = true;
    process.calls = 0;
    this.say(`syncs with the ${share.name}`);
    const isCancelled = (): boolean => this.world.random.chance(this.world.weather.cancel);
    sync(portsOf(this, process, share), {
      isCancelled,
      sliceOps: this.world.sliceOps,
      checkpoints: this.world.checkpoints,
    }).then(
      (report) => {
        if (!process.alive) return;
        this.isSyncing = false;
        const { outcome, warnings } = report;
        // whoever lacks the key under which it was taken out never reads that it was: what is new it cannot read either
        const isCutOff =
          this.world.out.get(this.author.stream) === "removed" && warnings.some(({ tag }) => tag === "key-missing");
        this.isOut = isCutOff || (outcome.tag === "stopped" && outcome.stop.tag === "removed");
        this.say(
          `synced: ${outcome.tag}${outcome.tag === "stopped" ? ` at ${outcome.step}, ${JSON.stringify(outcome.stop)}` : ""}`,
        );
        for (const warning of warnings) {
          this.say(`warned: ${JSON.stringify(warning)}`);
          if (warning.tag === "digest-differs")
            this.world.fail(1, `${this.name} stands where ${warning.device} stands and counts another state`);
        }
        if (this.world.random.chance(0.05)) void checkRows(this, "after a sync");
        done(report);
      },
      (error: unknown) => {
        this.isSyncing = false;
        this.world.fail(12, `${this.name}: the sync threw ${error instanceof Error ? error.stack : String(error)}`);
      },
    );
  }

  noteSwept(kind: string, row: AnyRow): void {
    this.say(`sweeps ${kind}/${row.id}`);
    this.world.promises.sweep(kind, row);
  }

  beginStream(predecessor: Predecessor | null): void {
    const { random, signKeys } = this.world;
    const signKey = sha256Hex(random.bytes(32));
    const stream = fastStreamOf(signKey);
    signKeys.set(stream, signKey);
    this.local.set(deviceName(stream), sealFastCard(this.library, { device: this.name, signKey, predecessor }, random));
    this.author = {
      ...this.author,
      stream,
      left: predecessor,
      keys: new Map([...this.author.keys, [stream, signKey]]),
    };
    this.say(`has the stream ${stream}`);
  }
}
