import "../../../../support/indexed-db.ts";
import { describe, expect, it, vi } from "vitest";
import type { CallName } from "#shared/host/contract.ts";
import { err } from "#shared/kernel/result.ts";
import { DeskDb } from "../../../../../renderer/db/database.ts";
import { createJournalClient } from "../../../../../renderer/db/journal/journal-client.ts";
import { moveStream } from "../../../../../renderer/db/journal/move-stream.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import { MemoryJournal } from "../../../../support/memory-journal.ts";
import { OWN, openDesk } from "../desk.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** Writes the first append and loses its answer. */
class LosesOneAnswer extends MemoryJournal {
  lost = false;
  protected override async answer(name: CallName, args: unknown): Promise<unknown> {
    const answer = await super.answer(name, args);
    if (name !== "journal.append" || this.lost) return answer;
    this.lost = true;
    return err({ tag: "host-away" });
  }
}

/** Its data folder is read-only for a while. */
class ReadOnly extends MemoryJournal {
  isReadOnly = true;

  protected override async answer(name: CallName, args: unknown): Promise<unknown> {
    return name === "journal.append" && this.isReadOnly
      ? err({ tag: "io", code: "EROFS", name: "journal" })
      : await super.answer(name, args);
  }
}

describe("the journal's client", () => {
  it("says that the disk refuses to write, and saves by itself once it can", async () => {
    const disk = new ReadOnly();
    const { writer, journal, memory } = await openDesk(disk);
    const written = await writer.run("reader.create", [create("reader", id(1), { name: "张素琴" })]);
    expect(await written.confirmed).toEqual({ ok: false, error: { tag: "disk-refused", code: "EROFS" } });
    expect(journal.health.get()).toBe("refused");
    disk.isReadOnly = false;
    expect(await journal.confirm(written.seq)).toEqual({ ok: true, value: null });
    expect(journal.health.get()).toBe("ok");
    expect(memory.entries).toHaveLength(1);
  });

  it("says that all is well again when an append was written and only its answer was lost", async () => {
    // a busy machine may need longer for the second try than others wait before they give up
    const { writer, journal, memory } = await openDesk(new LosesOneAnswer(), undefined, 0, OWN, 1 / 4);
    const written = await writer.run("reader.create", [create("reader", id(1), { name: "张素琴" })]);
    expect(await written.confirmed).toEqual({ ok: true, value: null });
    expect(memory.entries).toHaveLength(1);
    expect(journal.health.get()).toBe("ok");
  });

  it("confirms nothing where the journal holds somebody else's entry under the number", async () => {
    const desk = await openDesk();
    await (await desk.writer.run("reader.create", [create("reader", id(1), { name: "甲" })])).confirmed;
    const copy = new DeskDb("other-profile");
    await copy.open();
    for (const table of desk.db.tables) await copy.table(table.name).bulkPut(await table.toArray());
    const elsewhere = await openDesk(desk.memory, copy, 1);
    await (await elsewhere.writer.run("reader.edit", [edit("reader", id(1), { email: "b@example.org" })])).confirmed;
    desk.memory.silent = true;
    const mine = [
      await desk.writer.run("reader.edit", [edit("reader", id(1), { email: "a@example.org" })]),
      await desk.writer.run("reader.edit", [edit("reader", id(1), { name: "乙" })]),
    ];
    desk.memory.silent = false;
    const answers = await Promise.all(mine.map(({ confirmed }) => confirmed));
    expect(answers).toMatchObject([
      { ok: false, error: { tag: "journal-refused" } },
      { ok: false, error: { tag: "journal-refused" } },
    ]);
    expect(desk.memory.entries).toHaveLength(2);
    expect(desk.journal.health.get()).not.toBe("ok");
    desk.db.close();
    await copy.delete();
  });

  it("lets two clients over one log append at once, each entry once and in order", async () => {
    const desk = await openDesk();
    let turn: Promise<unknown> = Promise.resolve();
    const exclusive = <T>(run: () => Promise<T>): Promise<T> => {
      const next = turn.then(run);
      turn = next.catch(() => null);
      return next;
    };
    const client = () =>
      createJournalClient({
        db: desk.db,
        host: desk.memory.host,
        stream: OWN,
        exclusive,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        journaled: 0,
      });
    const [page, worker] = [client(), client()];
    for (let n = 1; n <= 12; n++)
      await desk.writer.run("reader.create", [create("reader", id(n), { name: `读者${n}` })]);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? page : worker).confirm(n + 1)),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(desk.memory.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
  });

  it("lets a client that finds the other's entries there append its own in the same turn", async () => {
    const desk = await openDesk();
    const turns: (() => void)[] = [];
    let given = 0;
    /** Whoever asks has its turn when it is given one. */
    const exclusive = async <T>(run: () => Promise<T>): Promise<T> => {
      await new Promise<void>((resolve) => turns.push(resolve));
      return await run();
    };
    const late = createJournalClient({
      db: desk.db,
      host: desk.memory.host,
      stream: OWN,
      exclusive,
      wait: () => new Promise(() => undefined),
      journaled: 0,
    });
    for (let n = 1; n <= 3; n++)
      await (await desk.writer.run("reader.create", [create("reader", id(n), { name: `读者${n}` })])).confirmed;
    desk.memory.silent = true;
    const { seq } = await desk.writer.run("reader.create", [create("reader", id(4), { name: "读者4" })]);
    const confirmed = late.confirm(seq);
    await vi.waitUntil(() => turns.length === 1 && desk.journal.health.get() === "silent");
    desk.memory.silent = false;
    turns[given++]?.();
    expect(await confirmed).toEqual({ ok: true, value: null });
    expect(turns).toHaveLength(given);
  });

  it("ends its wait, and never appends to the old journal, when a sync has moved the desk to a new stream", async () => {
    const desk = await openDesk(undefined, undefined, 0, OWN, 1);
    await (await desk.writer.run("reader.create", [create("reader", id(1), { name: "张素琴" })])).confirmed;
    desk.memory.silent = true;
    const late = await desk.writer.run("reader.edit", [edit("reader", id(1), { name: "张淑琴" })]);
    await moveStream(desk.db, OWN, "b".repeat(16), { no: 0, hash: "", seq: 0 }, async (seen) => seen);
    desk.memory.silent = false;
    expect(await late.confirmed).toMatchObject({ ok: false, error: { tag: "journal-refused" } });
    expect(desk.memory.entries).toHaveLength(1);
  });
});
