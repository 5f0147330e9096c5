import type { CallName } from "#shared/host/contract.ts";
import { err } from "#shared/kernel/result.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createFakeJournal } from "../../../support/fake-journal.ts";
import { journalContract } from "../../../support/journal-contract.ts";
import { MemoryJournal } from "../../../support/memory-journal.ts";
import { openDesk } from "../db/desk.ts";

class GoesAway extends MemoryJournal {
  away = false;
  protected override async answer(name: CallName, args: unknown): Promise<unknown> {
    return this.away ? err({ tag: "host-away" }) : super.answer(name, args);
  }
}

journalContract("the real client over a host in memory", async () => {
  const memory = new GoesAway();
  const { writer, journal } = await openDesk(memory);
  return {
    journal,
    write: async () =>
      (await writer.run("reader.create", [create("reader", crypto.randomUUID(), { name: "张素琴" })])).seq,
    setAway: (away) => {
      memory.away = away;
    },
    setRoom: (room) => {
      memory.mostEntries = room;
    },
    tenSeconds: () => undefined,
  };
});

journalContract("the one that tests move by hand", async () => {
  const fake = createFakeJournal();
  return { ...fake, journal: fake, write: async () => fake.write() };
});
