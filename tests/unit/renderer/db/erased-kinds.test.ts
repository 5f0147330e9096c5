/**
 * Every kind of record, as it is declared, beside an erased reader: what is hers goes, what names her stays and shows
 * nothing there.
 */
import { describe, expect, it } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { BELONGING, caseOf, FORGETTING, type NamingField, NO_CASE } from "#shared/model/who-is-named.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { eraseChanges, planErasing } from "../../../../renderer/db/erasing/erase-reader.ts";
import type { Change } from "../../../../renderer/db/write/changes.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { openDesk, type TestDesk } from "./desk.ts";

const [HER, OTHER] = ["reader-her", "reader-other"];
const EMPTY: AnyRow = { id: "", w: ["", 0, "", ""] };
const NUMBER = "7K2M-Q9XD";
const ORDER = { at: 1_790_000_000_000, reason: "request" } as const;

/** Of values that hold more than the reference. */
const WHOLE: Readonly<Record<string, (id: string) => Json>> = {
  "segment.fixed": (id) => ({ on: "2026-01-01", readers: [OTHER, id] }),
  "outreach.listed": (id) => [OTHER, id],
  "reveal.readers": (id) => [OTHER, id],
};

const sampleOf = ({ kind, field, places }: NamingField, id: string): Json => {
  const made = WHOLE[`${kind}.${field}`];
  if (made !== undefined) return made(id);
  const [place] = places;
  expect(place?.path, `a value for ${kind}.${field}`).toEqual([]);
  return place?.to === null ? { kind: "reader", id } : id;
};

const naming = (field: NamingField, id: string, about: string): Change => ({
  act: "cells",
  kind: field.kind,
  id,
  cells:
    field.shape === "set"
      ? { [`${field.field}/${about}`]: true, [`${field.field}/${OTHER}`]: true }
      : { [field.field]: sampleOf(field, about) },
});

async function erase({ db, writer }: TestDesk): Promise<void> {
  for (const changes of eraseChanges(await planErasing(db, HER), ORDER, NUMBER))
    await writer.run("reader.erase", changes, { undoable: false });
}

const withReaders = async (): Promise<TestDesk> => {
  const desk = await openDesk();
  await desk.writer.run("reader.create", [
    create("reader", HER, { name: "她" }),
    create("reader", OTHER, { name: "别人" }),
  ]);
  return desk;
};

describe("when a reader is erased", () => {
  it.each(BELONGING.map((field) => [`${field.kind}.${field.field}`, field] as const))(
    "a record with %s goes with her, and what is somebody else's stays",
    async (_, field) => {
      const desk = await withReaders();
      const [place] = field.places;
      // what belongs to a record of hers is hers too
      const owner = BELONGING.find(
        ({ kind, places }) => kind === place?.to && places.some(({ to }) => to === "reader" || to === null),
      );
      const [hers, other] = owner === undefined ? [HER, OTHER] : ["owned-her", "owned-other"];
      if (owner !== undefined) await desk.writer.run("test", [naming(owner, hers, HER), naming(owner, other, OTHER)]);
      await desk.writer.run("test", [naming(field, "hers", hers), naming(field, "other", other)]);
      const plan = await planErasing(desk.db, HER);
      expect(plan.counts).toEqual({ ...(owner !== undefined && { [owner.kind]: 1 }), [field.kind]: 1 });
      await erase(desk);
      expect(await desk.db.table(field.kind).get("hers")).toBeUndefined();
      expect(await desk.db.table<AnyRow>(field.kind).get("other")).toBeDefined();
    },
  );

  it.each(FORGETTING.map((field) => [`${field.kind}.${field.field}`, field] as const))(
    "a record with %s stays and names her no more, whatever came first",
    async (_, field) => {
      const desk = await withReaders();
      await desk.writer.run("test", [naming(field, "before", HER), naming(field, "other", OTHER)]);
      await erase(desk);
      await desk.writer.run("test", [naming(field, "after", HER)]);
      const row = (id: string): Promise<AnyRow | undefined> =>
        desk.db.table<AnyRow, string>(field.kind satisfies Kind).get(id);
      const [before, after, other] = [await row("before"), await row("after"), await row("other")];
      expect(before).toBeDefined();
      expect(JSON.stringify([before, after])).not.toContain(HER);
      const standing = ({ id: _, w: __, f: ___, ...values }: AnyRow) => values;
      const outlives = field.places.some(({ meaning }) => meaning === "outlives");
      // whoever erases gives the number; what comes later is found and gets one of its own
      expect(standing(before ?? EMPTY)).toEqual(
        outlives ? { [field.field]: caseOf(NUMBER) } : standing(after ?? EMPTY),
      );
      expect(standing(after ?? EMPTY)[field.field]).toEqual(outlives ? NO_CASE : before?.[field.field]);
      expect(JSON.stringify(other)).toContain(OTHER);
    },
  );
});
