import { expect, test } from "vitest";
import type { CallName } from "#shared/host/contract.ts";
import { err } from "#shared/kernel/result.ts";
import { create } from "../../../../renderer/db/changes.ts";
import { takeBack } from "../../../../renderer/db/take-back.ts";
import { MemoryJournal } from "../../../support/memory-journal.ts";
import { openDesk } from "./desk.ts";

class GoesAway extends MemoryJournal {
  away = false;
  protected override async answer(name: CallName, args: unknown): Promise<unknown> {
    return this.away ? err({ tag: "host-away" }) : super.answer(name, args);
  }
}

const READER = "00000000-0000-7000-8000-000000000001";

async function deskWithReader() {
  const desk = await openDesk(new GoesAway());
  const { seq, confirmed } = await desk.writer.run("reader.create", [create("reader", READER, { name: "张素琴" })]);
  await confirmed;
  const isThere = async (): Promise<boolean> => ((await desk.db.reader.get(READER))?.gone ?? 0) === 0;
  return { ...desk, away: desk.memory as GoesAway, seq, isThere };
}

test("an act is taken back, done again, and taken back by its number, and there is an end of it", async () => {
  const { writer, seq, isThere, memory } = await deskWithReader();
  expect(await takeBack(writer, "undo")).toMatchObject({ tag: "done", undone: { command: "reader.create", left: [] } });
  expect(await isThere()).toBe(false);
  expect(await takeBack(writer, "redo")).toMatchObject({ tag: "done" });
  expect(await isThere()).toBe(true);
  expect(await takeBack(writer, seq)).toMatchObject({ tag: "done" });
  expect(memory.entries).toHaveLength(4);
  const empty = await openDesk();
  expect(await takeBack(empty.writer, "undo")).toEqual({ tag: "nothing" });
});

test("what the journal has not taken is not called done, and nothing further is begun meanwhile", async () => {
  const { writer, away, isThere, memory } = await deskWithReader();
  away.away = true;
  expect(await takeBack(writer, "undo")).toMatchObject({ tag: "not-confirmed", why: "journal-silent", undone: { command: "reader.create" } });
  expect(await takeBack(writer, "redo")).toEqual({ tag: "not-begun", why: "journal-silent" });
  expect(await isThere()).toBe(false);
  expect(memory.entries).toHaveLength(1);
});
