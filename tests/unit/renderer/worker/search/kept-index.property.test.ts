import "../../../../support/indexed-db.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { createWriter } from "../../../../../renderer/db/write/writer.ts";
import { createSearchApi } from "../../../../../renderer/worker/search/search-api.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { OWN, openDesk } from "../../db/desk.ts";

const OTHER = "b".repeat(16);
const IDS = ["a", "b", "c", "d", "e"];
const NAMES = ["张伟", "曾小贤", "欧阳娜娜", "吕布", "O'Connor", "張學友"];
const QUESTIONS = ["张", "zeng", "oy", "lb", "connor", "100", "学友", "1"];

/** What may happen to a library and to its search; the page and the worker each write through a writer of their own. */
type Step =
  | { readonly act: "edit"; readonly id: string; readonly name: string; readonly told: boolean }
  | { readonly act: "import"; readonly id: string; readonly name: string; readonly told: boolean }
  | { readonly act: "delete"; readonly id: string; readonly told: boolean }
  | { readonly act: "pull"; readonly id: string; readonly name: string; readonly told: boolean }
  | { readonly act: "keep" }
  | { readonly act: "ask" }
  | { readonly act: "restart" };

const id = fc.constantFrom(...IDS);
const name = fc.constantFrom(...NAMES);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    act: fc.constantFrom("edit" as const, "import" as const, "pull" as const),
    id,
    name,
    told: fc.boolean(),
  }),
  fc.record({ act: fc.constant("delete" as const), id, told: fc.boolean() }),
  fc.record({ act: fc.constantFrom("keep" as const, "ask" as const, "restart" as const) }),
);

async function answers(api: ReturnType<typeof createSearchApi>): Promise<unknown> {
  const found = [];
  for (const text of QUESTIONS) found.push(await api.query({ text, limit: 50, seenToday: [] }));
  return { found, sorted: await api.sorted() };
}

/** Never looks at a snapshot. */
async function builtAnew(db: DeskDb): Promise<unknown> {
  const kept = await db.table("cache").toArray();
  await db.table("cache").clear();
  const anew = createSearchApi(db, 1e6);
  const result = await answers(anew);
  // what it has kept by itself is not wanted
  anew.keep();
  await anew.changed([]);
  await db.table("cache").clear();
  await db.table("cache").bulkPut(kept);
  return result;
}

async function play(steps: readonly Step[]): Promise<void> {
  const { db, writer, journal } = await openDesk();
  await writer.run(
    "reader",
    IDS.map((reader) => create("reader", reader, { name: "张伟" })),
  );
  const start = async (): Promise<ReturnType<typeof createSearchApi>> => {
    const search = createSearchApi(db, 1e6);
    await search.load();
    return search;
  };
  let api = await start();
  let now = 1_790_000_000_000;
  let pulled = 0;
  const worker = createWriter({
    db,
    stream: OWN,
    clock: { now: () => ++now },
    journal,
    staff: "w",
    onWritten: (entry, rows) => api.wrote(OWN, entry, rows),
  });
  const restart = async (): Promise<void> => {
    api = await start();
    const [here, anew] = [await answers(api), await builtAnew(db)];
    expect(here).toEqual(anew);
  };
  const keep = async (): Promise<void> => {
    api.keep();
    // steps run in turn
    await api.changed([]);
  };
  for (const one of steps) {
    if (one.act === "keep") await keep();
    else if (one.act === "ask") await answers(api);
    else if (one.act === "restart") await restart();
    else if (one.act === "pull") {
      pulled += 1;
      const entry: Entry = {
        seq: pulled,
        hlc: `0198${String(pulled).padStart(12, "0")}`,
        pulls: 0,
        staff: "s",
        command: "reader.edit",
        ops: [{ kind: "reader", id: one.id, cells: { name: one.name } }],
      };
      await applySlice(db, OWN, ++now, { stream: OTHER, entries: [entry] });
      if (one.told) api.applied(OTHER, [entry]);
    } else if (one.act === "import") {
      await worker.run("reader.import", [create("reader", one.id, { name: one.name, card: `100${one.id}` })], {
        undoable: false,
        batchId: "i",
        likelyNew: true,
      });
    } else {
      await writer.run("reader", [
        one.act === "edit" ? edit("reader", one.id, { name: one.name }) : remove("reader", one.id),
      ]);
      if (one.told) await api.changed([one.id]);
    }
  }
  await keep();
  await restart();
  db.close();
}

describe("a start from the kept index", () => {
  it(
    "answers as an index built anew, whatever was written, pulled, kept or left untold before",
    async () => {
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), play), {
        numRuns: proofScale(2, 200),
      });
    },
    proofScale(60_000, 700_000),
  );
});
