/** An import that was not made makes nobody absent. */
import { expect, it } from "vitest";
import { type Change, create, edit } from "../../../../../renderer/db/write/changes.ts";
import { activities, daysUpTo, NOVEMBER, openLibrary, quiet, TODAY } from "./small-library.ts";

type Until = Readonly<Partial<Record<"loan" | "visit" | "event", string>>>;
const report = (name: string, until: string | Until): Change =>
  create("setting", `import-batch-${name}`, {
    name: `import.batch.${name}`,
    value: { importId: name, until: typeof until === "string" ? { loan: until } : until },
  });
const reader = (id: string): Change => create("reader", id, { name: "读者", card: id, enrolledOn: "2024-01-05" });
/** Comes every second day; the last list of loans reaches the first of November. */
const regular = (id: string, last: string): readonly Change[] => [
  reader(id),
  ...activities(id, "loan", ...daysUpTo(last, 40, 2)),
];

it("waits with who is not seen for the list that is due, and says so again once it is here", async () => {
  const library = [...regular("here", "2026-11-01"), ...regular("away", "2026-10-05")];
  const { statistics, writer } = await openLibrary([
    ...library,
    report("october", "2026-10-15"),
    report("november", "2026-11-01"),
  ]);
  const notSeen = async (): Promise<readonly string[]> =>
    (await statistics.readers(NOVEMBER, { tag: "stage", state: "not-seen" })).map(({ id }) => id);
  // 24 days without a list; who was away before it ended is not seen all the same
  expect(await notSeen()).toEqual(["away"]);
  expect(await statistics.placeOf("here")).toMatchObject({ state: "active" });
  expect((await statistics.overview(NOVEMBER, quiet)).work.notSeen).toBe(1);
  // the list is here, and she is not in it
  await (await writer.run("test", [report("late", TODAY)])).confirmed;
  expect((await notSeen()).toSorted()).toEqual(["away", "here"]);
  expect((await statistics.overview(NOVEMBER, quiet)).work.notSeen).toBe(2);
  // taken back, it tells nothing
  await (
    await writer.run("test", [
      edit("setting", "import-batch-late", { value: { importId: "late", until: { loan: TODAY }, undoneAt: 1 } }),
    ])
  ).confirmed;
  expect(await notSeen()).toEqual(["away"]);
});

/**
 * Founded with one list of each kind, all up to the last of October: eight readers who come every other day, one of
 * them until September.
 */
const founded = (): readonly Change[] => [
  ...Array.from({ length: 8 }, (_, place) => `r${place + 1}`).flatMap((id) => [
    reader(id),
    ...activities(id, "loan", ...daysUpTo(id === "r1" ? "2026-09-05" : "2026-10-31", 30, 2)),
    ...activities(id, "visit", ...daysUpTo(id === "r1" ? "2026-09-05" : "2026-10-31", 30, 2)),
  ]),
  report("loans", { loan: "2026-10-31" }),
  report("visits", { visit: "2026-10-31", event: "2026-10-20" }),
];

it("waits for the second list of a library that began with one of each kind, though a few visits are scanned meanwhile", async () => {
  const { statistics } = await openLibrary([
    ...founded(),
    ...activities("r2", "event", "2026-10-20", "2026-11-07"),
    ...activities("r3", "visit", "2026-11-20"),
  ]);
  expect((await statistics.readers(NOVEMBER, { tag: "stage", state: "not-seen" })).map(({ id }) => id)).toEqual(["r1"]);
  expect((await statistics.overview(NOVEMBER, quiet)).stages.filter(({ count }) => count > 0)).toMatchObject([
    { state: "active", count: 7, before: 7 },
    { state: "not-seen", count: 1, before: 1 },
  ]);
  // the numbers of use are as of the last day of which it is known who came
  expect((await statistics.placeOf("r4"))?.value).toMatchObject({ r: 5, recency: 0, known: "2026-10-31" });
  expect((await statistics.placeOf("r1"))?.value).toMatchObject({ r: 3, recency: 56, known: "2026-10-31" });
});

it("counts the days of a library that began with one list and scans its visits itself", async () => {
  const { statistics } = await openLibrary([
    ...founded(),
    ...Array.from({ length: 5 }, (_, place) => activities(`r${place + 2}`, "visit", ...daysUpTo(TODAY, 12, 2))).flat(),
  ]);
  const notSeen = await statistics.readers(NOVEMBER, { tag: "stage", state: "not-seen" });
  expect(notSeen.map(({ id }) => id).toSorted()).toEqual(["r1", "r7", "r8"]);
  expect((await statistics.placeOf("r2"))?.value).toMatchObject({ r: 5, recency: 0, known: null });
});

it("counts the days of a library that never imports", async () => {
  const { statistics } = await openLibrary(regular("here", "2026-11-01"));
  expect(await statistics.placeOf("here")).toMatchObject({
    state: "not-seen",
    value: { r: 4, recency: 24, known: null },
  });
});
