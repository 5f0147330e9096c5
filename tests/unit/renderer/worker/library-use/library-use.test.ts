/** What is held of the library's use is, after any commands, what reading everything anew would give. */
import "../../../../support/indexed-db.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ReaderUses } from "#shared/analysis/uses.ts";
import { DELETED, type Entry, type Op } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { eraseChanges, planErasing } from "../../../../../renderer/db/erasing/erase-reader.ts";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { lastContacts } from "../../../../../renderer/db/last-contact.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import type { LibraryUse } from "../../../../../renderer/worker/library-use/held-use.ts";
import { createLibraryUse } from "../../../../../renderer/worker/library-use/library-use.ts";
import type { ReaderFacts } from "../../../../../renderer/worker/library-use/reader-facts.ts";
import { daysIn } from "../../../../support/life-calendar.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { OWN, openDesk } from "../../db/desk.ts";

const quiet = () => undefined;
const reader = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;
/** One participation for a reader and a record, as their ids are derived. */
const part = (record: string, who: number): string => `${record}-${who}`;
const NOON = Date.UTC(2026, 10, 20, 12);

/** By reader, so that the order in which readers came does not matter. */
function plain({ readers, busy }: LibraryUse) {
  const rows = ({ days, kinds, amounts, from, to }: ReaderUses) =>
    [days, kinds, amounts].map((column) => [...column.subarray(from, to)]);
  return {
    readers: readers
      .map(
        ({ id, facts, uses, contacts, minutes, useDays, visitDays, lastContactedOn }) =>
          [
            id,
            written(facts),
            rows(uses),
            rows(contacts),
            rows(minutes),
            daysIn(useDays),
            daysIn(visitDays),
            lastContactedOn,
          ] as const,
      )
      .toSorted(([a], [b]) => a.localeCompare(b)),
    busy: [...busy]
      .map(
        ([day, of]) =>
          [
            day,
            [...of].map(([branch, hours]) => [branch, [...hours]] as const).toSorted(([a], [b]) => a.localeCompare(b)),
          ] as const,
      )
      .filter(([, of]) => of.length > 0)
      .toSorted(([a], [b]) => a - b),
  };
}

/** Never looks at what is kept. */
async function builtAnew(db: DeskDb): Promise<unknown> {
  const kept = await db.table("cache").toArray();
  await db.table("cache").clear();
  const found = plain(await createLibraryUse(db, NEVER).now(quiet));
  await db.table("cache").bulkPut(kept);
  return found;
}

const arbitraryReader = fc.integer({ min: 0, max: 3 });
const arbitraryChange = fc.oneof(
  fc.record({ tag: fc.constant("enrol" as const), who: arbitraryReader }),
  fc.record({ tag: fc.constant("visit" as const), who: arbitraryReader, day: fc.integer({ min: 1, max: 28 }) }),
  fc.record({
    tag: fc.constant("log" as const),
    who: arbitraryReader,
    minutes: fc.integer({ min: 0, max: 20 }),
    out: fc.boolean(),
  }),
  fc.record({ tag: fc.constant("move" as const), who: arbitraryReader, record: fc.nat(9) }),
  fc.record({ tag: fc.constant("delete" as const), record: fc.nat(9) }),
  fc.record({ tag: fc.constant("join" as const), who: arbitraryReader, record: fc.nat(9) }),
  fc.record({ tag: fc.constant("go" as const), who: arbitraryReader, record: fc.nat(9) }),
  fc.record({ tag: fc.constant("leave" as const), who: arbitraryReader }),
  fc.record({ tag: fc.constant("merge" as const), who: arbitraryReader, into: arbitraryReader }),
  fc.record({
    tag: fc.constant("elsewhere" as const),
    who: arbitraryReader,
    what: fc.constantFrom("reader", "visit", "log", "move", "delete", "join"),
    record: fc.nat(9),
    told: fc.boolean(),
  }),
  fc.record({ tag: fc.constantFrom("ask" as const, "keep" as const, "restart" as const) }),
);

const OTHER = "b".repeat(16);
const NEVER = 1e6;

it("is brought along by every kind of command as if all rows were read", {
  timeout: proofScale(60_000, 700_000),
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryChange, { minLength: 1, maxLength: 14 }), async (steps) => {
      const { db, writer } = await openDesk();
      let held = createLibraryUse(db, NEVER);
      let pulled = 0;
      const made: string[] = [];
      const enrolled = new Set<number>();
      const run = async (...changes: readonly Change[]): Promise<void> => {
        await (await writer.run("test", changes)).confirmed;
      };
      for (const [index, step] of steps.entries()) {
        const id = `00000000-0000-7000-8000-1000000000${String(index).padStart(2, "0")}`;
        const record = "record" in step ? made[step.record % Math.max(1, made.length)] : undefined;
        if (step.tag === "enrol" && !enrolled.has(step.who)) {
          enrolled.add(step.who);
          await run(
            create("reader", reader(step.who), {
              name: "张",
              card: `00${step.who}`,
              expiresOn: `2027-0${step.who + 1}-01`,
            }),
          );
        } else if (step.tag === "visit")
          await run(
            create("activity", id, {
              reader: reader(step.who),
              on: `2026-11-${String(step.day).padStart(2, "0")}`,
              kind: "visit",
            }),
          );
        else if (step.tag === "log") {
          made.push(id);
          await run(
            create("interaction", id, {
              reader: reader(step.who),
              at: NOON,
              channel: "desk",
              ...(step.minutes > 0 && { minutes: step.minutes }),
              ...(step.out && { direction: "out" }),
            }),
          );
        } else if (step.tag === "move" && record !== undefined && (await db.interaction.get(record))?.gone !== 1)
          await run(edit("interaction", record, { reader: reader(step.who) }));
        else if (step.tag === "delete" && record !== undefined) await run(remove("interaction", record));
        else if (step.tag === "join" && record !== undefined)
          await run(create("participant", part(record, step.who), { interaction: record, reader: reader(step.who) }));
        else if (step.tag === "go" && record !== undefined) {
          if ((await db.participant.get(part(record, step.who))) !== undefined)
            await run(remove("participant", part(record, step.who)));
        } else if (step.tag === "leave" && enrolled.has(step.who)) await run(remove("reader", reader(step.who)));
        else if (step.tag === "merge" && step.into < step.who && enrolled.has(step.who) && enrolled.has(step.into))
          await run({ act: "cells", kind: "reader", id: reader(step.who), cells: { ".alias": reader(step.into) } });
        else if (step.tag === "ask") await held.now(quiet);
        else if (step.tag === "keep") await held.keep();
        else if (step.tag === "restart") held = createLibraryUse(db, NEVER);
        else if (step.tag === "elsewhere") {
          const op = opOf(
            step.what,
            step.who,
            step.what === "reader" || step.what === "visit" || step.what === "log" ? id : record,
          );
          if (op === undefined) continue;
          if (step.what === "log") made.push(id);
          pulled += 1;
          const entry: Entry = {
            seq: pulled,
            hlc: `0198${String(pulled).padStart(12, "0")}`,
            pulls: 0,
            staff: "s",
            command: "c",
            ops: [op],
          };
          await applySlice(db, OWN, NOON, { stream: OTHER, entries: [entry] });
          held.applied(OTHER, [entry]);
          // a crash before it could be kept
          if (!step.told) held = createLibraryUse(db, NEVER);
        }
      }
      expect(plain(await held.now(quiet))).toEqual(await builtAnew(db));
      await held.keep();
      expect(plain(await createLibraryUse(db, NEVER).now(quiet))).toEqual(await builtAnew(db));
      db.close();
    }),
    { numRuns: proofScale(3, 300) },
  );
});

it("counts all that stands under a record that was merged twice for the one person, also what comes later", async () => {
  const { db, writer } = await openDesk();
  const run = async (...changes: readonly Change[]): Promise<void> => {
    await (await writer.run("test", changes)).confirmed;
  };
  const visit = (of: number, day: number): Change =>
    create("activity", `visit-${day}`, { reader: reader(of), on: `2026-11-${day}`, kind: "visit" });
  const merge = (who: number, into: number): Change => ({
    act: "cells",
    kind: "reader",
    id: reader(who),
    cells: { ".alias": reader(into) },
  });
  await run(
    ...[1, 2, 3].map((n) =>
      create("reader", reader(n), { name: "张素琴", ...(n === 3 && { card: "0021", phones: ["13800000000"] }) }),
    ),
  );
  await run(visit(1, 11), visit(2, 12), visit(3, 13));
  await run(merge(3, 2));
  await run(merge(2, 1));
  const held = createLibraryUse(db, NEVER);
  const now = async () =>
    (await held.now(quiet)).readers.map(({ id, visitDays, facts }) => [
      id,
      daysIn(visitDays).length,
      facts.life.hasCard,
      facts.hasPhone,
    ]);
  expect(await now()).toEqual([[reader(1), 3, true, true]]);
  await run(visit(3, 14));
  expect(await now()).toEqual([[reader(1), 4, true, true]]);
  await run(remove("reader", reader(1)));
  expect(await now()).toEqual([[reader(2), 3, true, true]]);
  db.close();
});

it("counts a record once for each who was added to it, and its questions and minutes for whom it was logged", async () => {
  const { db, writer } = await openDesk();
  const run = async (...changes: readonly Change[]): Promise<void> => {
    await (await writer.run("test", changes)).confirmed;
  };
  const held = createLibraryUse(db, NEVER);
  const sum = ({ amounts, from, to }: ReaderUses): number =>
    amounts.subarray(from, to).reduce((all, amount) => all + amount, 0);
  const now = async () =>
    (await held.now(quiet)).readers.map(({ id, uses, contacts, minutes }) => [
      Number(id.slice(-1)),
      sum(uses),
      sum(contacts),
      sum(minutes),
    ]);
  await run(...[1, 2, 3].map((n) => create("reader", reader(n), { name: "张素琴" })));
  await run(create("interaction", "family", { reader: reader(1), at: NOON, count: 4, minutes: 10 }));
  expect(await now()).toEqual([
    [1, 4, 4, 10],
    [2, 0, 0, 0],
    [3, 0, 0, 0],
  ]);
  await run(
    create("participant", "p2", { interaction: "family", reader: reader(2) }),
    create("participant", "p3", { interaction: "family", reader: reader(3) }),
  );
  expect(await now()).toEqual([
    [1, 4, 4, 10],
    [2, 1, 1, 0],
    [3, 1, 1, 0],
  ]);
  expect(plain(await held.now(quiet))).toEqual(await builtAnew(db));
  expect(await lastContacts(db, [2, 3].map(reader))).toEqual(new Map([2, 3].map((n) => [reader(n), NOON])));
  // a colleague's attempt to reach a family is no use by anybody of it
  await run(edit("interaction", "family", { direction: "out" }));
  expect(await now()).toEqual([
    [1, 0, 4, 10],
    [2, 0, 1, 0],
    [3, 0, 1, 0],
  ]);
  expect((await held.now(quiet)).readers.map(({ lastContactedOn }) => lastContactedOn !== undefined)).toEqual([
    true,
    true,
    true,
  ]);
  // two records of one person in it are one contact of hers
  await run({ act: "cells", kind: "reader", id: reader(2), cells: { ".alias": reader(1) } });
  expect(await now()).toEqual([
    [1, 0, 4, 10],
    [3, 0, 1, 0],
  ]);
  expect(await lastContacts(db, [reader(1)])).toEqual(new Map([[reader(1), NOON]]));
  await run(remove("participant", "p3"));
  expect(await now()).toEqual([
    [1, 0, 4, 10],
    [3, 0, 0, 0],
  ]);
  await run(remove("interaction", "family"));
  expect(await now()).toEqual([
    [1, 0, 0, 0],
    [3, 0, 0, 0],
  ]);
  expect(await lastContacts(db, [1, 2, 3].map(reader))).toEqual(new Map());
  db.close();
});

it("forgets an erased reader's part in a record of somebody else, and an erased record for all who took part", async () => {
  const { db, writer } = await openDesk();
  const run = async (...changes: readonly Change[]): Promise<void> => {
    await (await writer.run("test", changes, { undoable: false })).confirmed;
  };
  const held = createLibraryUse(db, NEVER);
  const now = async () =>
    (await held.now(quiet)).readers.map(({ id, contacts }) => [Number(id.slice(-1)), daysIn(contacts).length]);
  await run(...[1, 2, 3].map((n) => create("reader", reader(n), { name: "张素琴" })));
  await run(
    create("interaction", "family", { reader: reader(1), at: NOON, count: 3 }),
    create("participant", "p2", { interaction: "family", reader: reader(2) }),
    create("participant", "p3", { interaction: "family", reader: reader(3) }),
  );
  expect(await now()).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
  ]);
  const erase = async (who: number): Promise<void> => {
    const plan = await planErasing(db, reader(who));
    for (const changes of eraseChanges(plan, { at: NOON, reason: "request" }, "7K2M-Q9XD")) await run(...changes);
    await held.forget(plan.ids);
  };
  await erase(2);
  expect(await db.participant.toCollection().primaryKeys()).toEqual(["p3"]);
  // she was there, and is counted as one of three
  expect(await db.interaction.get("family")).toMatchObject({ count: 3 });
  expect(await now()).toEqual([
    [1, 1],
    [3, 1],
  ]);
  await erase(1);
  expect(await db.participant.count()).toBe(0);
  expect(await now()).toEqual([[3, 0]]);
  db.close();
});

/** Facts from a pack are views: here they are written out. Its type names a fact that is forgotten. */
const written = ({
  life,
  branch,
  formerBranches,
  owner,
  birth,
  isOfOrganisation,
  hasPhone,
  category,
  gender,
  ageBand,
  source,
  group,
  metOn,
  expiresOn,
  isOneReader,
  language,
  preferredChannel,
  interests,
  consents,
  tags,
  serviceNeeds,
  offers,
}: ReaderFacts): ReaderFacts => ({
  life: { hasCard: life.hasCard, enrolledOn: life.enrolledOn, leaving: life.leaving },
  branch,
  formerBranches,
  owner,
  birth,
  isOfOrganisation,
  hasPhone,
  category,
  gender,
  ageBand,
  source,
  group,
  metOn,
  expiresOn,
  isOneReader,
  language,
  preferredChannel,
  interests,
  consents,
  tags,
  serviceNeeds,
  offers,
});

/** What another desk writes. */
function opOf(what: string, who: number, id: string | undefined): Op | undefined {
  if (id === undefined) return undefined;
  const of = reader(who);
  switch (what) {
    case "reader":
      return {
        kind: "reader",
        id: of,
        cells: { name: "李", category: id.slice(-2), [`formerBranches/2026-11-${id.slice(-2)}`]: "west" },
      };
    case "visit":
      return { kind: "activity", id, cells: { reader: of, on: "2026-11-09", kind: "loan", quantity: 2 } };
    case "log":
      return { kind: "interaction", id, cells: { reader: of, at: NOON - 86_400_000, channel: "phone", minutes: 3 } };
    case "move":
      return { kind: "interaction", id, cells: { reader: of } };
    case "join":
      return { kind: "participant", id: part(id, who), cells: { interaction: id, reader: of } };
    default:
      return { kind: "interaction", id, cells: { [DELETED]: true } };
  }
}
