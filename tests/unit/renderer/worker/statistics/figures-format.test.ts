/** Kept sums are counted by for as long as their format says: whoever changes what is counted must say so. */
import "../../../../support/indexed-db.ts";
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { generateDemo } from "#shared/demo/demo-library.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { countAll } from "../../../../../renderer/worker/statistics/sums/counted.ts";
import { dayCounting } from "../../../../../renderer/worker/statistics/sums/day-sums.ts";
import { FIGURES_FORMAT } from "../../../../../renderer/worker/statistics/sums/kept-figures.ts";
import { readersCounting } from "../../../../../renderer/worker/statistics/sums/readers-sums.ts";
import { openDesk } from "../../db/desk.ts";
import { quiet } from "./small-library.ts";

const TODAY = "2026-11-25";
const NOW = new Date(`${TODAY}T20:00`).getTime();
const midnightOf = (day: string): number => new Date(`${day}T00:00`).getTime();

/** Maps as sorted lists, without ids, which tell the time zone; columns as lists. */
function plain(_: string, value: unknown): unknown {
  if (value instanceof Map)
    return [...value].map(([key, of]) => JSON.stringify([isId(key) ? "" : key, of], plain)).toSorted();
  return value instanceof Int32Array ? [...value] : value;
}

const isId = (key: unknown): boolean => typeof key === "string" && key.length === 36;

it("is another one where the sums of a library are others", { timeout: 60_000 }, async () => {
  const { db, writer } = await openDesk();
  for (const chunk of generateDemo({ seed: 5, readers: 150, today: TODAY, nowMs: NOW, midnightOf }).chunks)
    await (
      await writer.run(
        "test",
        chunk.map(({ kind, id, values }) => create(kind, id, values)),
      )
    ).confirmed;
  const look = await createLibraryViews({ db, clock: { now: () => NOW } }).look(
    { branch: null, month: "2026-11" },
    quiet,
  );
  const pause = async (): Promise<void> => undefined;
  const sums = [(await countAll(dayCounting, look, pause)).sums, (await countAll(readersCounting, look, pause)).sums];
  const digest = createHash("sha256").update(JSON.stringify(sums, plain)).digest("hex").slice(0, 16);
  // where the digest is another: raise the format, unless only the sample library has changed, and write down both
  expect({ format: FIGURES_FORMAT, digest }).toEqual({ format: 10, digest: "537b3a2d1fa14260" });
  db.close();
});
