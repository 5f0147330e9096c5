import { expect, it, vi } from "vitest";
import { createLibraryViews } from "../../../../../../renderer/worker/library-use/library-view.ts";
import { bringAlong, countAll } from "../../../../../../renderer/worker/statistics/sums/counted.ts";
import { dayCounting } from "../../../../../../renderer/worker/statistics/sums/day-sums.ts";
import { createLibraryFigures } from "../../../../../../renderer/worker/statistics/sums/library-figures.ts";
import { LIBRARY, scoredBy } from "../changes-of-readers.ts";
import { activities, NOVEMBER, NOW, openLibrary, quiet, TODAY } from "../small-library.ts";

const NEVER = 1e6;

async function opened(...more: typeof LIBRARY) {
  const { db, writer } = await openLibrary([...LIBRARY, ...more]);
  const views = createLibraryViews({ db, clock: { now: () => NOW } }, NEVER);
  return {
    views,
    run: async (...changes: typeof LIBRARY) => void (await (await writer.run("test", changes)).confirmed),
  };
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

it("pauses between pieces, and is left off where the pause says so", async () => {
  const { views } = await opened();
  const look = await views.look(NOVEMBER, quiet);
  const done: number[] = [];
  const { sums } = await countAll(dayCounting, look, async (so) => void done.push(so), 2);
  expect([done, sums.overview.here]).toEqual([[1, 3, 5], 6]);
  const leave = async (so: number): Promise<void> => {
    if (so > 1) throw new Error("nobody waits");
  };
  await expect(countAll(dayCounting, look, leave, 2)).rejects.toThrow("nobody waits");
});

it("is left off for a question that nobody waits for, and answered when it is asked again", async () => {
  const { views } = await opened();
  const figures = createLibraryFigures(views, 2);
  await expect(
    figures.day(
      NOVEMBER,
      () => false,
      () => "counted",
    ),
  ).rejects.toThrow("nobody waits");
  expect(await figures.day(NOVEMBER, quiet, (_, { overview }) => overview.here)).toBe(6);
});

it.each(["cuts", "fifths"] as const)(
  "counts after one log of somebody only who is placed otherwise, by %s",
  async (scoring) => {
    const { views, run } = await opened(scoredBy(scoring));
    const add = vi.fn(dayCounting.add);
    const counting = { ...dayCounting, add };
    const counted = await countAll(counting, await views.look(NOVEMBER, quiet), async () => undefined);
    add.mockClear();
    await run(...activities("a", "visit", TODAY));
    expect(bringAlong(counting, counted, await views.look(NOVEMBER, quiet))).not.toBeNull();
    expect(add.mock.calls.map(([, { person }, , , times]) => [person.id, times])).toEqual([
      ["a", -1],
      ["a", 1],
    ]);
  },
);

it("waits with the next question until all is said of the sums", async () => {
  const { views, run } = await opened();
  const figures = createLibraryFigures(views);
  const [begun, said] = [gate(), gate()];
  const first = figures.day(NOVEMBER, quiet, async (_, { overview }) => {
    const before = overview.here;
    begun.open();
    await said.opened;
    return [before, overview.here];
  });
  await begun.opened;
  await run({ act: "create", kind: "reader", id: "new", values: { name: "新", card: "n" } });
  const second = figures.day(NOVEMBER, quiet, (_, { overview }) => overview.here);
  // long enough for an answer that does not wait
  await new Promise((resolve) => setTimeout(resolve, 50));
  said.open();
  expect([await first, await second]).toEqual([[6, 6], 7]);
});

it("leaves the sums as they are where too many have changed", async () => {
  const { views, run } = await opened();
  const look = await views.look(NOVEMBER, quiet);
  const counted = await countAll(dayCounting, look, async () => undefined);
  const before = structuredClone(counted.sums);
  await run(
    ...Array.from({ length: 60 }, (_, n) => ({
      act: "create" as const,
      kind: "reader" as const,
      id: `new${n}`,
      values: { name: "新", card: `n${n}` },
    })),
  );
  expect(bringAlong(dayCounting, counted, await views.look(NOVEMBER, quiet))).toBeNull();
  expect(counted.sums).toEqual(before);
});
