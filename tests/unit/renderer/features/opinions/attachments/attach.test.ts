/** An attachment in its parts: cut off, over the library's limit, and at a desk that joins. */
import "../../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { MOST_ATTACHED_BYTES, MOST_PDF_BYTES } from "#shared/model/attachments/attachment.ts";
import { PART_BYTES } from "#shared/model/attachments/attachment-part.ts";
import { createActs } from "../../../../../../renderer/acts/acts.ts";
import { attachmentBytes, attachmentsOf } from "../../../../../../renderer/db/attachments.ts";
import type { DeskDb } from "../../../../../../renderer/db/database.ts";
import { create, edit } from "../../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../../renderer/db/write/writer.ts";
import { type Attached, attach } from "../../../../../../renderer/features/opinions/attachments/attach.ts";
import { idOf, save, wholeDesks } from "../../../../../support/whole-desks.ts";
import { openDesk } from "../../../db/desk.ts";

const desks = wholeDesks("attach");
const ABOUT = { kind: "feedback", id: idOf(1) } as const;
const PICTURE = Uint8Array.from({ length: PART_BYTES * 2 + 1234 }, (_, at) => (at * 31) % 251);

interface Desk {
  readonly db: DeskDb;
  readonly writer: Writer;
}

const begin = async ({ writer }: Desk): Promise<void> => save(writer, [create("feedback", ABOUT.id, { text: "停水" })]);

/** @param acts how the page writes; it may die */
const attachTo = (
  { db, writer }: Desk,
  bytes = PICTURE,
  run: ReturnType<typeof createActs>["run"] = createActs({ writer, report: () => undefined }).run,
): Promise<Attached> =>
  attach(
    { db, clock: { now: () => 1_790_000_000_000 }, random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    { run },
    {
      about: ABOUT,
      name: "来信.jpg",
      file: { bytes, type: "image/jpeg" },
      staff: undefined,
      onProgress: () => undefined,
      isCancelled: () => false,
    },
  );

describe("attaching", { timeout: 120_000 }, () => {
  it("shows nothing of a picture whose page dies, or whose disk is full, between two parts", async () => {
    const dying = await openDesk();
    await begin(dying);
    const acts = createActs({ writer: dying.writer, report: () => undefined });
    let left = 2;
    const ends = attachTo(dying, PICTURE, async (...act) => {
      if (left-- === 0) throw new Error("killed");
      return await acts.run(...act);
    });
    await expect(ends).rejects.toThrow("killed");

    const full = await openDesk();
    await begin(full);
    full.memory.mostEntries = 3;
    expect(await attachTo(full)).toBe("not-safe");

    for (const desk of [dying, full]) {
      const [head] = await desk.db.attachment.toArray();
      expect(head).toMatchObject({ parts: 3, bytes: PICTURE.length });
      expect(await attachmentsOf(desk.db, ABOUT.id)).toEqual([]);
      expect(head && (await attachmentBytes(desk.db, head))).toBeUndefined();
    }
    // what was begun is in nobody's way
    expect(await attachTo(dying)).toBe("attached");
    expect(await attachmentsOf(dying.db, ABOUT.id)).toHaveLength(1);
  });

  it("refuses what would go over the library's limit, of which what was taken away is no part, and writes nothing", async () => {
    const desk = await openDesk();
    await begin(desk);
    const other = (id: number, bytes: number) => create("attachment", idOf(id), { about: ABOUT, bytes, shown: true });
    const each = MOST_PDF_BYTES;
    const many = (MOST_ATTACHED_BYTES - each) / each;
    await save(
      desk.writer,
      Array.from({ length: many }, (_, at) => other(at + 10, each)),
    );
    await save(desk.writer, [other(2, each - PICTURE.length), other(3, 1)]);
    expect(await attachTo(desk)).toBe("library-full");
    expect(await desk.db.attachment.count()).toBe(many + 2);
    expect(await desk.db["attachment-part"].count()).toBe(0);
    await save(desk.writer, [edit("attachment", idOf(3), { shown: false })]);
    expect(await attachTo(desk)).toBe("attached");
  });

  it("comes whole to a desk that joins later, and opens only when the last part has come", async () => {
    const { desk: a, ...sharing } = await desks.foundWithShare();
    const { writer } = await a.start();
    await begin({ db: a.db, writer });
    expect(await attachTo({ db: a.db, writer })).toBe("attached");
    await a.sync.sync(() => undefined);
    const b = await desks.join(sharing, "儿童馆");
    const { writer: ofB } = await b.start();
    await b.sync.sync(() => undefined);
    const [head, ...others] = await attachmentsOf(b.db, ABOUT.id);
    if (head === undefined) throw new Error("none has come");
    expect(others).toEqual([]);
    expect(await attachmentBytes(b.db, head)).toEqual(PICTURE);
    expect(ofB).toBeDefined();
    const [part] = await b.db["attachment-part"].toArray();
    await b.db["attachment-part"].delete(part?.id ?? "");
    expect(await attachmentBytes(b.db, head)).toBeUndefined();
  });
});
