/** What every journal that an act is confirmed by must hold, the real client over its host and the one of the tests. */
import { describe, expect, test } from "vitest";
import type { JournalClient } from "../../renderer/db/journal/journal-client.ts";

export interface JournalRig {
  readonly journal: Pick<JournalClient, "confirm" | "health">;
  /** Writes one entry into the log: its number. */
  write(): Promise<number>;
  setAway(away: boolean): void;
  /** How many entries the journal's disk holds. */
  setRoom(room: number): void;
  /** Lets ten seconds pass; where time passes by itself, nothing. */
  tenSeconds(): void;
}

export function journalContract(name: string, open: () => Promise<JournalRig>): void {
  describe(name, () => {
    test("confirms a number when it is in, however often it is asked", async () => {
      const { journal, write } = await open();
      const seq = await write();
      expect(await journal.confirm(seq)).toMatchObject({ ok: true });
      expect(await journal.confirm(seq)).toMatchObject({ ok: true });
      expect(journal.health.get()).toBe("ok");
    });

    test("says that nobody answers, and confirms the same number when somebody does", async () => {
      const { journal, write, setAway, tenSeconds } = await open();
      setAway(true);
      const seq = await write();
      const first = journal.confirm(seq);
      tenSeconds();
      expect(await first).toMatchObject({ ok: false, error: { tag: "journal-silent" } });
      expect(journal.health.get()).toBe("silent");
      const again = journal.confirm(seq);
      setAway(false);
      expect(await again).toMatchObject({ ok: true });
      expect(journal.health.get()).toBe("ok");
    });

    test("of two that waited confirms the one that the disk still held, and the other when there is room", async () => {
      const { journal, write, setAway, setRoom } = await open();
      setAway(true);
      const both = [journal.confirm(await write()), journal.confirm(await write())];
      setRoom(1);
      setAway(false);
      const [first, second] = await Promise.all(both);
      expect(first).toMatchObject({ ok: true });
      expect(second).toMatchObject({ ok: false, error: { tag: "disk-full" } });
      expect(journal.health.get()).toBe("full");
      const later = journal.confirm(2);
      setRoom(2);
      expect(await later).toMatchObject({ ok: true });
      expect(journal.health.get()).toBe("ok");
    });
  });
}
