/**
 * The simulator's replica and the database's are given the same calls at random: commands, slices of two
 * colleagues in causal order, restarts, rebuildings, a new stream. They must answer the same after every one.
 */
import "../../../support/indexed-db.ts";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import type { ApplyOthers, ReplicaState } from "#shared/replication/exchange/ports.ts";
import { conflictsOf } from "#shared/replication/rows/conflict-view.ts";
import { ALIAS, DELETED, type Entry, type Op, type StreamId, type Vector } from "#shared/replication/rows/entry.ts";
import { covers } from "#shared/replication/rows/vector.ts";
import { openDexieReplica } from "../../../support/dexie-replica.ts";
import { MemoryReplica } from "../../../support/memory-replica.ts";
import { openMemoryReplica } from "../../../support/memory-rig.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import type { ReplicaUnderTest } from "../../../support/replica-contract.ts";

type Step =
  | { readonly act: "write"; readonly ops: readonly Op[] }
  | { readonly act: "colleague"; readonly who: number; readonly ops: readonly Op[]; readonly reads: boolean }
  | {
      readonly act: "pull";
      readonly who: number;
      readonly limit: number;
      readonly again: number;
      readonly ends: boolean;
      readonly acked: boolean;
    }
  | { readonly act: "seal"; readonly acked: boolean; readonly published: number }
  | { readonly act: "restart" }
  | { readonly act: "rebuild"; readonly killed: boolean }
  | { readonly act: "move"; readonly back: number };

const text = fc.constantFrom("甲", "乙", " 乙 ", "丙");
const cells: fc.Arbitrary<Readonly<Record<string, Json>>> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.dictionary(
      fc.constantFrom("name", "email", "note", "shoe"),
      fc.oneof(text, text, fc.constant(null)),
      { minKeys: 1 },
    ),
  },
  { weight: 2, arbitrary: fc.dictionary(fc.constantFrom("tags/a", "tags/b"), fc.boolean(), { minKeys: 1 }) },
  { weight: 2, arbitrary: fc.record({ "consents/phone.event": fc.record({ given: fc.boolean(), at: fc.nat(3) }) }) },
  { weight: 2, arbitrary: fc.record({ [DELETED]: fc.constantFrom(true, true, null) }) },
  { weight: 1, arbitrary: fc.record({ [ALIAS]: fc.constantFrom("r1", null) }) },
  { weight: 1, arbitrary: fc.record({ guardian: fc.constantFrom("r1", "r9", null) }) },
);
/** What a colleague's program may send that this one cannot apply. */
const odd: fc.Arbitrary<Readonly<Record<string, Json>>> = fc.constantFrom({ name: 7 }, { open: 1 }, { tags: "a" });
const opOf = (values: fc.Arbitrary<Readonly<Record<string, Json>>>): fc.Arbitrary<Op> =>
  fc.record({
    kind: fc.constantFrom("reader", "reader", "reader", "event"),
    id: fc.constantFrom("r1", "r2"),
    cells: values,
  });
/** What belongs to a reader, and to that. */
const belonging: fc.Arbitrary<Op> = fc.oneof(
  fc.record({
    kind: fc.constant("interaction"),
    id: fc.constantFrom("i1", "i2"),
    cells: fc.oneof(
      fc.record({ reader: fc.constantFrom("r1", "r2") }),
      fc.record({ reader: fc.constantFrom("r1", "r2"), at: fc.nat(3) }),
      fc.record({ question: text }),
    ),
  }),
  fc.record({
    kind: fc.constant("task"),
    id: fc.constant("t1"),
    cells: fc.constantFrom({ text: "甲", about: { kind: "interaction", id: "i1" } }, { text: "乙" }),
  }),
  fc.record({
    kind: fc.constant("reveal"),
    id: fc.constantFrom("l1", "l2"),
    cells: fc.constantFrom<Op["cells"]>(
      { about: { kind: "reader", id: "r1" }, staff: "s" },
      { about: { kind: "interaction", id: "i1" } },
    ),
  }),
  fc.record({
    kind: fc.constant("segment"),
    id: fc.constant("s1"),
    cells: fc.constantFrom<Op["cells"]>(
      { "pinned/r1": true },
      { "pinned/r1": false, name: "甲" },
      { fixed: { on: "2026-01-01", readers: ["r1", "r2"] } },
    ),
  }),
);
const erasing: fc.Arbitrary<Op> = fc.record({
  kind: fc.constant("erased"),
  id: fc.constantFrom("r1", "r2", "r9"),
  cells: fc.constantFrom<Op["cells"]>(
    { at: 1 },
    { at: 2, "records/interaction/i1": true },
    { at: 2, "records/event/r2": true },
    { [DELETED]: true, at: null, "records/interaction/i1": false },
  ),
});
const ops = (values = cells): fc.Arbitrary<readonly Op[]> =>
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: opOf(values) },
      { weight: 4, arbitrary: belonging },
      { weight: 1, arbitrary: erasing },
    ),
    { minLength: 1, maxLength: 3 },
  );

const who = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant("write" as const), ops: ops() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant("colleague" as const),
      who,
      ops: ops(fc.oneof({ weight: 9, arbitrary: cells }, { weight: 1, arbitrary: odd })),
      reads: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant("pull" as const),
      who,
      limit: fc.nat(4),
      again: fc.nat(2),
      ends: fc.boolean(),
      acked: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("seal" as const), acked: fc.boolean(), published: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.constant({ act: "restart" as const }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("rebuild" as const), killed: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("move" as const), back: fc.nat(3) }) },
);

const hashOf = (no: number): string => `${no}`.padStart(12, "0");
const vectorOf = ({ own, streams }: ReplicaState): Vector => ({
  ...streams,
  [own.stream]: { ...own.sealed, seq: own.journaled },
});

/** Two colleagues and what the desk has published: the same world for both replicas. */
class World {
  now = 1_790_000_000_000;
  readonly #colleagues = ["x", "y"].map((letter) => new MemoryReplica(letter.repeat(16), () => this.now));
  /** All that others can have of the desk, by stream. */
  readonly #published = new Map<StreamId, readonly Entry[]>();

  colleague(index: number): MemoryReplica {
    const found = this.#colleagues[index];
    if (found === undefined) throw new Error("no such colleague");
    return found;
  }

  publish(stream: StreamId, entries: readonly Entry[]): void {
    this.#published.set(stream, entries);
  }

  /** The further entries of a stream that somebody standing at `state` may apply. */
  next(stream: StreamId, state: ReplicaState, limit: number): readonly Entry[] {
    const log = this.#published.get(stream) ?? this.#colleagues.find((each) => each.stream === stream)?.log ?? [];
    const vector = vectorOf(state);
    const found = log.slice(vector[stream]?.seq ?? 0).slice(0, limit);
    const blocked = found.findIndex(
      ({ seen = {}, first }) =>
        !covers(
          { ...vector, [stream]: { no: 0, hash: "", seq: Number.MAX_SAFE_INTEGER } },
          { ...first?.seen, ...seen },
        ),
    );
    return blocked < 0 ? found : found.slice(0, blocked);
  }

  /** A colleague takes in all that she can have. */
  async read(me: MemoryReplica): Promise<void> {
    for (let moved = true; moved; ) {
      moved = false;
      for (const stream of [...this.#published.keys(), ...this.#colleagues.map((each) => each.stream)]) {
        if (stream === me.stream) continue;
        const entries = this.next(stream, await me.state(), 99);
        if (entries.length > 0) await me.apply({ stream, entries });
        moved ||= entries.length > 0;
      }
    }
  }

  /** What a start or a rebuilding finds in the local copy. */
  applyOthers(desk: ReplicaUnderTest): ApplyOthers {
    return async (needed) => {
      for (let moved = true; moved; ) {
        moved = false;
        const state = await desk.replica.state();
        if (covers(vectorOf(state), needed)) return needed;
        for (const { stream } of this.#colleagues) {
          const entries = this.next(stream, await desk.replica.state(), 3);
          if (entries.length > 0) await desk.replica.apply({ stream, entries });
          moved ||= entries.length > 0;
        }
      }
      return needed;
    };
  }
}

async function play(world: World, desk: ReplicaUnderTest, item: Step, fork: number): Promise<unknown> {
  const state = await desk.replica.state();
  switch (item.act) {
    case "write":
      return desk.write(item.ops);
    case "pull": {
      const { stream } = world.colleague(item.who);
      const before = state.streams[stream] ?? { no: 0, seq: 0 };
      const fresh = world.next(stream, state, item.limit);
      const known = world.colleague(item.who).log.slice(Math.max(0, before.seq - item.again), before.seq);
      const no = before.no + 1;
      const end = {
        no,
        hash: hashOf(no),
        at: world.now,
        ...(item.acked && { acked: { z: { no: 1, hash: "", seq: no } } }),
      };
      return desk.replica.apply({ stream, entries: [...known, ...fresh], ...(item.ends && { ends: end }) });
    }
    case "seal": {
      const { sealed, journaled } = state.own;
      const no = sealed.no + 1;
      await desk.replica.sealed({
        no,
        hash: hashOf(no),
        seq: journaled,
        at: world.now,
        ...(item.acked && { acked: { z: { no: 1, hash: "", seq: no } } }),
      });
      return desk.replica.published(item.published);
    }
    case "restart":
      return desk.restart(world.applyOthers(desk));
    case "rebuild": {
      if (!item.killed) return desk.replica.rebuild(world.applyOthers(desk));
      const killed = await desk.replica.rebuild(() => Promise.reject(new Error("killed"))).catch(() => "killed");
      await desk.restart(world.applyOthers(desk));
      return killed;
    }
    case "move": {
      const last = Math.max(0, state.own.journaled - fork);
      const upTo = { no: last > 0 ? 1 : 0, hash: last > 0 ? hashOf(1) : "", seq: last };
      return desk.replica.moveTo(nextStream(state.own.stream), upTo, async (seen) => seen);
    }
    case "colleague":
      return null;
  }
}

const nextStream = (stream: StreamId): StreamId => String.fromCharCode(stream.charCodeAt(0) + 1).repeat(16);

/** How often a desk's slices are cut differs in a rebuilding; only where `pulls` changes has a meaning (R10). */
function ranked(entries: readonly Entry[]): readonly Entry[] {
  const ranks = [...new Set(entries.map(({ pulls }) => pulls))];
  return entries.map((entry) => ({ ...entry, pulls: ranks.indexOf(entry.pulls) }));
}

async function seen(desk: ReplicaUnderTest): Promise<unknown> {
  const rows = new Map([...(await desk.rows())].sort(([a], [b]) => (a < b ? -1 : 1)));
  const state = await desk.replica.state();
  return {
    state,
    rows,
    conflicts: [...rows].flatMap(([key, row]) => conflictsOf(key.slice(0, key.indexOf("/")), row, state.own.stream)),
    digest: await desk.replica.digest(),
    aside: await desk.quarantine(),
    journal: ranked(await desk.journal()),
    page: ranked(await desk.replica.journaled(2, 400)),
  };
}

const ERASED_THEN_WRITTEN: Step[] = [
  { act: "colleague", who: 0, ops: [{ kind: "erased", id: "r1", cells: { at: 1 } }], reads: false },
  { act: "pull", who: 0, limit: 1, again: 0, ends: false, acked: false },
  { act: "write", ops: [{ kind: "interaction", id: "i1", cells: { reader: "r1" } }] },
];

/** Of which of the two the task is, both must say alike, in whatever order they hold them. */
const OF_TWO_ERASED: Step[] = [
  { act: "write", ops: [{ kind: "erased", id: "r2", cells: { at: 2, "records/interaction/i1": true } }] },
  {
    act: "colleague",
    who: 0,
    ops: [
      { kind: "task", id: "t1", cells: { text: "甲", about: { kind: "interaction", id: "i1" } } },
      { kind: "erased", id: "r1", cells: { at: 2, "records/interaction/i1": true } },
    ],
    reads: false,
  },
  { act: "pull", who: 0, limit: 1, again: 0, ends: false, acked: false },
];

/** A duplicate that is merged into her afterwards is hers as well. */
const ERASED_THEN_MERGED: Step[] = [
  { act: "write", ops: [{ kind: "erased", id: "r1", cells: { at: 1 } }] },
  {
    act: "write",
    ops: [
      { kind: "reader", id: "r2", cells: { ".alias": "r1" } },
      { kind: "reader", id: "r2", cells: { name: "甲" } },
    ],
  },
];

/** Looks at one who was erased meanwhile: all that are found together are numbered by one entry. */
const ERASED_THEN_LOOKED_AT: Step[] = [
  {
    act: "colleague",
    who: 0,
    ops: [
      { kind: "reveal", id: "l2", cells: { about: { kind: "reader", id: "r1" }, staff: "s" } },
      { kind: "erased", id: "r1", cells: { at: 1 } },
    ],
    reads: false,
  },
  {
    act: "write",
    ops: [
      { kind: "reveal", id: "l1", cells: { about: { kind: "reader", id: "r1" }, staff: "s" } },
      { kind: "interaction", id: "i1", cells: { reader: "r1" } },
    ],
  },
  { act: "pull", who: 0, limit: 1, again: 0, ends: false, acked: false },
];

let desks: readonly ReplicaUnderTest[] = [];
afterEach(async () => {
  for (const desk of desks) await desk.close();
  desks = [];
});

it(
  "answer the same whatever they are told: rows, cursors, digest, conflicts, what is set aside",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const world = new World();
        for (const desk of desks) await desk.close();
        const twins = [
          await openMemoryReplica("a".repeat(16), () => world.now),
          await openDexieReplica("a".repeat(16), () => world.now),
        ] as const;
        desks = twins;
        for (const item of steps) {
          world.now += 7;
          if (item.act === "colleague") {
            const me = world.colleague(item.who);
            if (item.reads) await world.read(me);
            me.write(item.ops);
            continue;
          }
          const answers: unknown[] = [];
          for (const desk of twins) {
            answers.push(await play(world, desk, item, item.act === "move" ? item.back : 0));
            await desk.endErasing();
          }
          if (item.act !== "write") expect(answers[1], item.act).toEqual(answers[0]);
          expect(await seen(twins[1]), item.act).toEqual(await seen(twins[0]));
          const { own } = await twins[0].replica.state();
          world.publish(own.stream, [...(await twins[0].journal())]);
        }
      }),
      // what somebody writes at the desk of a reader who was erased meanwhile
      {
        numRuns: proofScale(5, 600),
        examples: [[ERASED_THEN_WRITTEN], [OF_TWO_ERASED], [ERASED_THEN_MERGED], [ERASED_THEN_LOOKED_AT]],
      },
    );
  },
  proofScale(120_000, 700_000),
);
