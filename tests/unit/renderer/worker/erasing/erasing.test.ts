/**
 * Erasing a reader on three whole desks: nothing of her is left in share, local copies, journals, backups, change logs
 * and databases. It takes long, as each erasing is looked for in everything that whole desks have left: share, copies,
 * journals, backups, databases.
 */
import "../../../../support/indexed-db.ts";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { caseOf } from "#shared/model/who-is-named.ts";
import type { LibraryKey } from "../../../../../electron/services/sealing/batch-file.ts";
import { unlockShare } from "../../../../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../../../../electron/services/stores/folder-store.ts";
import { eraseChanges, planErasing } from "../../../../../renderer/db/erasing/erase-reader.ts";
import { readErasing } from "../../../../../renderer/db/erasing/erase-rows.ts";
import { readDatabaseId } from "../../../../../renderer/db/renewal/database-id.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import { canariesIn } from "../../../../support/canaries.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, inDatabase, save as saved, wholeDesks } from "../../../../support/whole-desks.ts";

const LONG = { timeout: 120_000 };
const CANARIES = ["金丝雀甲", "金丝雀乙", "canary-card-0417", "金丝雀丁", "金丝雀戊", "金丝雀己", "金丝雀庚"] as const;
const [HER, OTHER] = [idOf(1), idOf(2)];
const desks = wholeDesks("erasing");

interface Station {
  readonly desk: WholeDesk;
  readonly writer: Writer;
}

async function three(): Promise<{
  readonly share: string;
  readonly stations: readonly [Station, Station, Station];
  readonly key: LibraryKey;
}> {
  const { desk: a, ...sharing } = await desks.foundWithShare();
  const [b, c] = [await desks.join(sharing, "二楼"), await desks.join(sharing, "儿童馆")];
  const started = async (desk: WholeDesk): Promise<Station> => ({ desk, writer: (await desk.start()).writer });
  return {
    share: sharing.share,
    stations: [await started(a), await started(b), await started(c)],
    key: okValue(await unlockShare(createFolderStore(sharing.share), sharing.code, lightCodes)),
  };
}

const save = ({ writer }: Station, ...changes: readonly Change[]): Promise<void> => saved(writer, changes);
const round = async (stations: readonly Station[]): Promise<void> => {
  for (const { desk } of stations) expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
};

/** On the first desk, as the reader page does it. */
const erase = async ({ desk, writer }: Station, reader = HER): Promise<void> => {
  const plan = await planErasing(desk.db, reader);
  for (const changes of eraseChanges(plan, { at: Date.now(), reason: "request", by: "staff" }, "CASE-0001"))
    expect((await (await writer.run("reader.erase", changes, { undoable: false })).confirmed).ok).toBe(true);
  expect(await desk.purge()).toBe(true);
};

/** The bytes of a photograph of her letter; nothing else holds these. */
const LETTER = Buffer.from("canary-of-a-photographed-letter!").toString("base64");
const ALL_CANARIES = [...CANARIES, LETTER];

/** Her, somebody else, and what belongs to either, spread over the desks; then edits, an undo, a merge, a deletion. */
async function fill([a, b, c]: readonly [Station, Station, Station]): Promise<void> {
  await save(
    a,
    create("reader", HER, {
      name: CANARIES[0],
      card: CANARIES[2],
      doNotContact: { since: "2026-11-01", words: CANARIES[6] },
      consents: { "phone.event": { given: false, at: 1, wording: CANARIES[6], giver: "reader" } },
    }),
    create("reader", OTHER, { name: "别人" }),
  );
  await save(
    a,
    create("interaction", idOf(11), { reader: HER, at: 1, question: CANARIES[1] }),
    create("interaction", idOf(12), { reader: OTHER, at: 2, question: "别人问" }),
  );
  await round([a, b, c, a]);
  await save(
    b,
    edit("reader", HER, { email: `${CANARIES[3]}@x.cn`, organisation: CANARIES[1] }),
    create("feedback", idOf(21), { reader: HER, text: CANARIES[4] }),
    // hidden, as one is that was taken away or never finished
    create("attachment", idOf(22), { about: { kind: "feedback", id: idOf(21) }, name: CANARIES[1], parts: 1 }),
    create("attachment-part", idOf(23), { attachment: idOf(22), place: 0, data: LETTER }),
  );
  await save(b, create("task", idOf(31), { about: { kind: "feedback", id: idOf(21) }, text: CANARIES[4] }));
  await save(
    c,
    create("reader", idOf(3), { name: CANARIES[5] }),
    create("activity", idOf(41), { reader: HER, on: "2026-01-01", kind: "loan" }),
  );
  await save(c, edit("reader", HER, { note: CANARIES[3] }));
  await c.writer.undo();
  await save(c, { act: "cells", kind: "reader", id: idOf(3), cells: { ".alias": HER } });
  await save(c, create("interaction", idOf(13), { reader: idOf(3), at: 3, answer: CANARIES[5] }));
  await save(c, remove("interaction", idOf(13)));
  await round([a, b, c, a, b, c]);
}

async function hits(share: string, stations: readonly Station[], key: LibraryKey): Promise<readonly string[]> {
  const found = [...(await canariesIn(share, ALL_CANARIES, key))];
  for (const { desk } of stations)
    found.push(...(await canariesIn(desk.dataFolder, ALL_CANARIES, key)), ...(await inDatabase(desk, ALL_CANARIES)));
  return found;
}

describe("an erased reader", LONG, () => {
  it("check 5: is nowhere after one round of all desks and the sweep: share, copies, journals, backups, databases", async () => {
    const { share, stations, key } = await three();
    const [a, b, c] = stations;
    await fill(stations);
    for (const { desk } of stations) expect((await desk.backups.make(true, () => undefined)).ok).toBe(true);
    for (const { desk } of stations) {
      await desk.uses.now(() => undefined);
      await desk.uses.keep();
    }
    const before = await hits(share, stations, key);
    // the search itself finds them: on the share, in each copy, journal, backup and database
    for (const place of ["streams/", "store/streams/", "journal/", "backups/", "log: ", "reader: ", "cache: "])
      expect(
        before.some((hit) => hit.includes(place)),
        place,
      ).toBe(true);
    expect((await planErasing(a.desk.db, idOf(3))).ids).toEqual([HER, idOf(3)]);
    await erase(a);
    await round([a, b, c]);
    await round([a, b]);
    expect(await hits(share, stations, key)).toEqual([]);
    for (const { desk } of stations) expect(await desk.db["attachment-part"].toArray()).toEqual([]);
    for (const { desk } of stations) expect(await desk.lines()).toEqual(await a.desk.lines());
    expect(await b.desk.db.interaction.get(idOf(12))).toMatchObject({ question: "别人问" });
    for (const { desk } of stations)
      expect(okValue(await desk.host("backup.list", { place: "here" })).backups.map(({ state }) => state)).toEqual([
        "verified",
        "verified",
      ]);
  });

  it("marks the browser's files of each desk to which the erasing comes, by the exchange alone, and again with what comes of her later", async () => {
    const { stations } = await three();
    const [a, b, c] = stations;
    const dueSince = async ({ desk }: Station): Promise<number | null> =>
      okValue(await desk.host("renewal.state", { database: await readDatabaseId(desk.db) })).dueSince;
    const areDue = async (): Promise<readonly boolean[]> =>
      Promise.all(stations.map(async (station) => (await dueSince(station)) !== null));
    await fill(stations);
    expect(await areDue()).toEqual([false, false, false]);
    // written before the third desk can know
    await save(c, create("interaction", idOf(14), { reader: HER, at: 9, question: CANARIES[1] }));
    await erase(a);
    await round([a, b]);
    expect(await areDue()).toEqual([true, true, false]);
    expect(b.desk.asked.indexOf("renewal.mark")).toBeLessThan(b.desk.asked.indexOf("journal.erase"));
    // its files may have been renewed at a start since
    const before = b.desk.asked.filter((name) => name === "renewal.mark").length;
    await round([c, b]);
    expect(await areDue()).toEqual([true, true, true]);
    expect(b.desk.asked.filter((name) => name === "renewal.mark").length).toBeGreaterThan(before);
    expect(await readErasing(b.desk.db)).toEqual([]);
  });

  it("cannot be brought back by an undo, and numbers and entries go on as before", async () => {
    const { stations } = await three();
    const [a, b] = stations;
    await save(a, create("reader", OTHER, { name: "别人" }));
    await save(a, create("reader", HER, { name: CANARIES[0] }));
    await save(a, edit("reader", HER, { email: "x@y.cn" }), edit("reader", OTHER, { email: "o@y.cn" }));
    await erase(a);
    expect(await inDatabase(a.desk, CANARIES)).toEqual([]);
    // the act that touched somebody else too takes back what is left of it
    expect((await a.writer.undo())?.left).toEqual([]);
    expect((await a.desk.db.reader.get(OTHER))?.email).toBeUndefined();
    await a.writer.undo();
    expect((await a.desk.db.reader.get(OTHER))?.gone).toBe(1);
    expect(await a.desk.db.reader.get(HER)).toBeUndefined();
    await a.writer.redo();
    await save(a, create("reader", idOf(5), { name: "之后" }));
    expect((await a.desk.start()).reconciled).toMatchObject({ appended: 0, applied: 0, madeAnew: 0 });
    await round([a, b, a]);
    expect(await b.desk.lines()).toEqual(await a.desk.lines());
  });

  it("stays erased where the database comes back from before, and where it is lost", async () => {
    const { share, stations, key } = await three();
    const [a, b, c] = stations;
    await fill(stations);
    const old: Record<string, readonly unknown[]> = {};
    for (const table of a.desk.db.tables) old[table.name] = await table.toArray();
    await erase(a);
    for (const table of a.desk.db.tables) {
      await table.clear();
      await table.bulkPut([...(old[table.name] ?? [])]);
    }
    expect(await a.desk.db.reader.get(HER)).toBeDefined();
    const { writer } = await a.desk.start();
    expect(await a.desk.db.reader.get(HER)).toBeUndefined();
    await a.desk.purge();
    expect(await inDatabase(a.desk, CANARIES)).toEqual([]);
    for (const table of a.desk.db.tables) await table.clear();
    await a.desk.start();
    expect(await a.desk.db.reader.get(HER)).toBeUndefined();
    const again: readonly Station[] = [{ desk: a.desk, writer }, b, c];
    await round([...again, ...again, ...again]);
    expect(await hits(share, again, key)).toEqual([]);
    for (const { desk } of again) expect(await desk.lines()).toEqual(await b.desk.lines());
  });

  it("stays erased where the whole data folder but the ledger comes back from before", async () => {
    const { share, stations, key } = await three();
    const [a, b, c] = stations;
    await fill(stations);
    const kept = await desks.freshFolder();
    await cp(b.desk.dataFolder, kept, { recursive: true, filter: (path) => !path.endsWith("running.json") });
    await erase(a);
    await round([a, b, c, a, b, c]);
    expect(await hits(share, stations, key)).toEqual([]);
    await cp(join(b.desk.dataFolder, "erased.json"), join(kept, "erased.json"));
    const back = await desks.open(kept);
    await back.start();
    await back.purge();
    expect(await inDatabase(back, CANARIES)).toEqual([]);
    expect((await canariesIn(kept, CANARIES, key)).filter((hit) => hit.startsWith("journal/"))).toEqual([]);
  });

  it("is erased with what a colleague wrote of her meanwhile, wherever that turns up", async () => {
    const { share, stations, key } = await three();
    const [a, b, c] = stations;
    await fill(stations);
    await erase(a);
    await save(
      c,
      create("interaction", idOf(14), { reader: HER, at: 9, question: CANARIES[1] }),
      edit("reader", HER, { note: CANARIES[3] }),
      create("not-same", idOf(61), { first: HER, second: OTHER }),
      create("not-same", idOf(62), { first: OTHER, second: HER }),
      create("recipient", idOf(63), {
        outreach: idOf(64),
        reader: HER,
        attempts: { one: { at: 9, outcome: "declined", answers: { why: CANARIES[1] } } },
      }),
      create("outreach", idOf(64), { name: "秋天", listed: [HER, OTHER], pinned: [HER, OTHER], excluded: [HER] }),
    );
    await save(c, create("task", idOf(32), { about: { kind: "interaction", id: idOf(14) }, text: CANARIES[4] }));
    await round([a, b, c, a, b, c, a, b, c]);
    expect(await hits(share, stations, key)).toEqual([]);
    for (const { desk } of stations) expect(await desk.lines()).toEqual(await a.desk.lines());
    expect(await a.desk.db.interaction.get(idOf(14))).toBeUndefined();
    for (const { desk } of stations) expect(await desk.db["not-same"].toArray()).toEqual([]);
    for (const { desk } of stations) expect(await desk.db.recipient.toArray()).toEqual([]);
    for (const { desk } of stations)
      expect(await desk.db.outreach.get(idOf(64))).toMatchObject({ listed: [OTHER], pinned: [OTHER] });
  });
});

describe("who looked at an erased reader", LONG, () => {
  const look = (id: number, kind: string, about: string, staff: string): Change =>
    create("reveal", idOf(id), {
      about: { kind, id: about },
      fields: ["phones"],
      at: 1_790_000_000_000 + id,
      staff,
      desk: "desk",
    });
  /** As a look names whom it was at, in whatever order; the ledger names her too, in other words. */
  const NAMED = [
    ...[HER, idOf(11)].flatMap((id) =>
      ["reader", "interaction"].flatMap((kind) => [`"kind":"${kind}","id":"${id}"`, `"id":"${id}","kind":"${kind}"`]),
    ),
    // who stood in a file
    `"readers":["${HER}"`,
  ];
  const looksOf = async ({ desk }: Station) =>
    (await desk.db.reveal.toArray()).map(({ id, about, staff, at, fields }) => ({ id, about, staff, at, fields }));

  it("stays: colleague, time and fields under one case number; her id stands in no row, journal, copy, backup and share", async () => {
    const { share, stations, key } = await three();
    const [a, b, c] = stations;
    await fill(stations);
    await save(a, look(51, "reader", HER, "chen"));
    await save(b, look(52, "interaction", idOf(11), "li"), look(53, "reader", OTHER, "li"));
    await save(
      c,
      create("reveal", idOf(54), {
        about: { kind: "reader", id: "export-csv-1" },
        fields: [],
        at: 1,
        staff: "li",
        reason: "export",
      }),
      create("reveal", idOf(56), {
        about: { kind: "reader", id: "export-of-some-csv-2" },
        readers: [HER, OTHER],
        fields: [],
        at: 2,
        staff: "li",
        reason: "export",
      }),
    );
    await round([a, b, c, a, b, c]);
    for (const { desk } of stations) expect((await desk.backups.make(true, () => undefined)).ok).toBe(true);
    const named = async (): Promise<readonly string[]> => {
      const found = [...(await canariesIn(share, NAMED, key))];
      for (const { desk } of stations)
        found.push(...(await canariesIn(desk.dataFolder, NAMED, key)), ...(await inDatabase(desk, NAMED)));
      return found;
    };
    for (const place of ["streams/", "journal/", "backups/", "reveal: ", "log: "])
      expect(
        (await named()).some((hit) => hit.includes(place)),
        place,
      ).toBe(true);
    await erase(a);
    await round([a, b, c, a, b, c]);
    expect(await named()).toEqual([]);
    const about = caseOf("CASE-0001");
    expect(await looksOf(a)).toEqual([
      { id: idOf(51), about, staff: "chen", at: 1_790_000_000_051, fields: ["phones"] },
      { id: idOf(52), about, staff: "li", at: 1_790_000_000_052, fields: ["phones"] },
      { id: idOf(53), about: { kind: "reader", id: OTHER }, staff: "li", at: 1_790_000_000_053, fields: ["phones"] },
      { id: idOf(54), about: { kind: "reader", id: "export-csv-1" }, staff: "li", at: 1, fields: [] },
      { id: idOf(56), about: { kind: "reader", id: "export-of-some-csv-2" }, staff: "li", at: 2, fields: [] },
    ]);
    for (const { desk } of stations) expect((await desk.db.reveal.get(idOf(56)))?.readers).toEqual([OTHER]);
    for (const { desk } of stations) expect(await desk.lines()).toEqual(await a.desk.lines());
    // no entry, and so nothing that is kept, says whose case it is
    const entries = (await a.desk.db.log.toArray()).map(({ entry, before }) => JSON.stringify([entry.ops, before]));
    expect(
      entries.filter((entry) => entry.includes("CASE-0001") && (entry.includes(HER) || entry.includes(idOf(11)))),
    ).toEqual([]);
    expect(entries.some((entry) => entry.includes("CASE-0001"))).toBe(true);
  });

  it("stays where a computer that did not know has looked meanwhile, under a number that whoever finds it gives", async () => {
    const { share, stations, key } = await three();
    const [a, b, c] = stations;
    await fill(stations);
    await erase(a);
    await save(c, look(55, "reader", HER, "late"));
    await round([a, b, c, a, b, c, a, b, c]);
    for (const { desk } of stations) expect(await desk.lines()).toEqual(await a.desk.lines());
    const [late] = await looksOf(b);
    expect(late).toMatchObject({ id: idOf(55), staff: "late", about: { kind: "case" } });
    expect(late?.about?.id).toMatch(/^case-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(late?.about?.id).not.toBe(caseOf("CASE-0001").id);
    for (const { desk } of stations)
      expect([...(await canariesIn(desk.dataFolder, NAMED, key)), ...(await inDatabase(desk, NAMED))]).toEqual([]);
    expect(await canariesIn(share, NAMED, key)).toEqual([]);
  });

  it("leaves nobody named as the guardian of somebody else, and keeps the child", async () => {
    const { stations } = await three();
    const [a, b, c] = stations;
    await fill(stations);
    await save(
      b,
      edit("reader", OTHER, { guardian: HER, household: HER }),
      create("segment", idOf(61), { name: "亲子", pinned: [HER, OTHER] }),
    );
    await round([a, b, c, a, b, c]);
    await erase(a);
    await round([a, b, c, a, b, c]);
    for (const { desk } of stations) {
      const child = await desk.db.reader.get(OTHER);
      expect(child).toMatchObject({ name: "别人" });
      expect([child?.guardian, child?.household]).toEqual([undefined, undefined]);
      expect((await desk.db.segment.get(idOf(61)))?.pinned).toEqual([OTHER]);
      expect(await inDatabase(desk, [`"guardian":"${HER}"`, `pinned/${HER}`])).toEqual([]);
      expect(await desk.lines()).toEqual(await a.desk.lines());
    }
  });
});
