import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { changedPeople } from "../../../../../renderer/worker/library-use/changed-people.ts";
import { type Alike, alikeReaders, followAlike } from "../../../../../renderer/worker/library-use/fell-alike.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import {
  activities,
  daysUpTo,
  freshId,
  NOVEMBER,
  NOW,
  openLibrary,
  quiet,
  TODAY,
} from "../statistics/small-library.ts";

/** Five pupils of a class who came every third day for half a year. */
const PUPILS = ["a", "b", "c", "d", "e"];
const pupil = (id: string, last: string) => [
  create("reader", id, {
    name: id,
    card: id,
    enrolledOn: "2025-01-10",
    organisation: "实验小学",
    unit: "三年二班",
    phones: ["13800000000"],
  }),
  ...activities(id, "visit", ...daysUpTo(last, 60, 3)),
];
/** 30 days ago, of a house that is always open: ten visit days each would be usual since. */
const STOPPED = addDays(TODAY, -30);
const NOT_SEEN = { tag: "stage", state: "not-seen" } as const;

describe("an absence that a whole group shares", () => {
  it("is said with its numbers, and leaves nobody to call", async () => {
    const { statistics } = await openLibrary(PUPILS.flatMap((id) => pupil(id, STOPPED)));
    const listed = await statistics.readers(NOVEMBER, NOT_SEEN);
    expect(listed.map(({ id }) => id)).toEqual(PUPILS);
    // in the 180 open days up to the last visit four others came 60 times each: 240 · 30 / 180
    expect(listed[0]?.alike).toEqual({ fell: true, others: 4, visits: 0, expected: 40 });
    expect(await statistics.readers(NOVEMBER, { tag: "not-seen-by-phone" })).toEqual([]);
    expect((await statistics.overview(NOVEMBER, quiet)).work).toMatchObject({ notSeen: 5, notSeenByPhone: 0 });
  });

  it("is no excuse for one whose class still comes", async () => {
    const { statistics } = await openLibrary(PUPILS.flatMap((id) => pupil(id, id === "a" ? STOPPED : TODAY)));
    const listed = await statistics.readers(NOVEMBER, NOT_SEEN);
    expect(listed.map(({ id, alike }) => [id, alike])).toEqual([["a", undefined]]);
    expect((await statistics.overview(NOVEMBER, quiet)).work.notSeenByPhone).toBe(1);
  });
});

describe("what is known of groups", () => {
  const who = fc.constantFrom(...PUPILS, "f", "g");
  const unit = fc.constantFrom("三年二班", "三年三班", null);
  const back = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 41, max: 1600 }));
  const branch = fc.constantFrom("east", "west");
  const changeOfGroups: fc.Arbitrary<readonly Change[]> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({ id: who, back })
        .map(({ id, back: days }) => activities(id, "visit", addDays(TODAY, -days))),
    },
    fc.record({ id: who, back }).map(({ id, back: days }) => activities(id, "loan", addDays(TODAY, -days))),
    fc
      .record({ id: who, unit })
      .map((each) => [
        edit(
          "reader",
          each.id,
          each.unit === null ? { unit: null, organisation: null } : { unit: each.unit, organisation: "实验小学" },
        ),
      ]),
    fc.record({ id: who, branch }).map((each) => [edit("reader", each.id, { branch: each.branch })]),
    fc
      .record({ id: who, branch, back })
      .map((each) => [edit("reader", each.id, { formerBranches: { [addDays(TODAY, -each.back)]: each.branch } })]),
    fc
      .record({ id: who, phone: fc.boolean() })
      .map(({ id, phone }) => [edit("reader", id, { phones: phone ? ["13800000000"] : [] })]),
    fc
      .record({ id: who, back })
      .map(({ id, back: days }) => [edit("reader", id, { leaving: { reason: "moved", on: addDays(TODAY, -days) } })]),
    who.map((id) => [remove("reader", id)]),
    fc.constant(undefined).map(() => pupil(freshId(), STOPPED)),
  );

  it("is the same, brought along by any changes, as looked at anew", {
    timeout: proofScale(60_000, 700_000),
  }, async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(changeOfGroups, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom("2026-11", "2026-10"),
        async (rounds, month) => {
          const { db, writer } = await openLibrary([
            create("branch", "east", { name: "城东馆" }),
            create("branch", "west", { name: "城西馆", openDays: ["1", "2", "3", "4", "5"] }),
            ...PUPILS.flatMap((id) => pupil(id, STOPPED)),
            ...pupil("f", TODAY),
            ...pupil("g", addDays(TODAY, -70)),
          ]);
          const views = createLibraryViews({ db, clock: { now: () => NOW } });
          let before = await views.look({ branch: null, month }, quiet);
          const alike: Alike = new Map();
          followAlike(alike, before, null);
          told += alikeReaders(alike).size;
          for (const changes of rounds) {
            await (await writer.run("test", changes.flat())).confirmed;
            const look = await views.look({ branch: null, month }, quiet);
            followAlike(alike, look, changedPeople(before.people, look.people, Number.POSITIVE_INFINITY));
            before = look;
            const anew: Alike = new Map();
            followAlike(anew, look, null);
            expect(alike).toEqual(anew);
          }
          db.close();
        },
      ),
      // somebody fell alike whatever is drawn
      { numRuns: proofScale(3, 100), examples: [[[], "2026-11"]] },
    );
    expect(told).toBeGreaterThan(0);
  });
});
