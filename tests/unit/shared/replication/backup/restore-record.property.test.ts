/** What a restore writes to a record: afterwards it shows what the backup shows, and undoing it gives back what was. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import { restoreRecord } from "#shared/replication/backup/restore-record.ts";
import { digestLine } from "#shared/replication/rows/digest.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { MemoryReplica } from "../../../../support/memory-replica.ts";

const cells: fc.Arbitrary<Record<string, Json>> = fc
  .record(
    {
      name: fc.constantFrom("甲", "乙", null),
      card: fc.constantFrom("001", "002", null),
      phones: fc.constantFrom(["13800000000"], ["1", "2"], null),
      "tags/a": fc.boolean(),
      "tags/b": fc.boolean(),
      "otherIds/student": fc.constantFrom("s1", "s2", null),
      ".deleted": fc.constantFrom(true, null),
    },
    { requiredKeys: [] },
  )
  .filter((made) => Object.keys(made).length > 0);

/** Commands of one desk on one record; some before the backup, some after it. */
const history = fc.tuple(fc.array(cells, { maxLength: 4 }), fc.array(cells, { maxLength: 4 }));

const write = (replica: MemoryReplica, of: Op["cells"]): void =>
  void replica.write([{ kind: "reader", id: "r", cells: of }]);
const line = (row: AnyRow | undefined): string | null => (row === undefined ? null : digestLine("reader", row));

describe("a record that is restored", () => {
  it("shows what it showed when the backup was made, and needs nothing a second time", () => {
    fc.assert(
      fc.property(history, ([before, after]) => {
        let ms = 1;
        const replica = new MemoryReplica("a".repeat(16), () => ms++);
        for (const of of before) write(replica, of);
        const then = replica.row("reader", "r");
        for (const of of after) write(replica, of);
        const step = restoreRecord("reader", then, replica.row("reader", "r"));
        if (step !== null) write(replica, step.cells);
        expect(line(replica.row("reader", "r"))).toBe(line(then));
        expect(restoreRecord("reader", then, replica.row("reader", "r"))).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it("is added, changed or removed as a person would call it", () => {
    const row = (of: Op["cells"] | null): AnyRow | undefined => {
      const replica = new MemoryReplica("a".repeat(16), () => 1);
      if (of !== null) write(replica, of);
      return replica.row("reader", "r");
    };
    const deleted = (): AnyRow | undefined => {
      const replica = new MemoryReplica("a".repeat(16), () => 1);
      write(replica, { name: "甲" });
      write(replica, { ".deleted": true });
      return replica.row("reader", "r");
    };
    expect(restoreRecord("reader", row({ name: "甲" }), row(null))).toEqual({ act: "add", cells: { name: "甲" } });
    expect(restoreRecord("reader", row({ name: "甲" }), deleted())).toEqual({
      act: "add",
      cells: { ".deleted": null },
    });
    expect(restoreRecord("reader", row({ name: "甲" }), row({ name: "乙", card: "1" }))).toEqual({
      act: "change",
      cells: { name: "甲", card: null },
    });
    expect(restoreRecord("reader", undefined, row({ name: "乙" }))).toEqual({
      act: "remove",
      cells: { ".deleted": true },
    });
    expect(restoreRecord("reader", deleted(), row({ name: "乙" }))).toEqual({
      act: "remove",
      cells: { ".deleted": true },
    });
    expect(restoreRecord("reader", undefined, deleted())).toBeNull();
    expect(restoreRecord("reader", deleted(), row(null))).toBeNull();
  });

  it("keeps what a reader has said of being written to since", () => {
    const consent = (given: boolean) => ({ given, at: 1, how: "spoken" });
    const row = (of: Op["cells"]): AnyRow | undefined => {
      const replica = new MemoryReplica("a".repeat(16), () => 1);
      write(replica, of);
      return replica.row("reader", "r");
    };
    const agreed = row({ name: "甲", "consents/sms.event": consent(true) });
    expect(restoreRecord("reader", agreed, row({ name: "甲", "consents/sms.event": consent(false) }))).toBeNull();
    expect(restoreRecord("reader", row({ name: "甲" }), agreed)).toBeNull();
    const quiet = row({ name: "甲", doNotContact: { since: "2026-11-01" } });
    expect(restoreRecord("reader", row({ name: "甲" }), quiet)).toBeNull();
    expect(restoreRecord("reader", agreed, undefined)?.cells).toMatchObject({ "consents/sms.event": consent(true) });
  });

  it("does not get the agreement of somebody who had its id since, but keeps a withdrawal", () => {
    const consent = (given: boolean) => ({ given, at: 2, how: "spoken" });
    const deletedAfter = (of: Op["cells"]): AnyRow | undefined => {
      const replica = new MemoryReplica("a".repeat(16), () => 1);
      write(replica, of);
      write(replica, { ".deleted": true });
      return replica.row("reader", "r");
    };
    const replica = new MemoryReplica("a".repeat(16), () => 1);
    write(replica, { name: "甲" });
    const then = replica.row("reader", "r");
    expect(
      restoreRecord("reader", then, deletedAfter({ name: "乙", "consents/sms.event": consent(true) }))?.cells,
    ).toEqual({ name: "甲", "consents/sms.event": null, ".deleted": null });
    expect(
      restoreRecord("reader", then, deletedAfter({ name: "乙", "consents/sms.event": consent(false) }))?.cells,
    ).toEqual({ name: "甲", ".deleted": null });
  });

  it("is none that says what was done: looks, losses, erasures, removals", () => {
    const replica = new MemoryReplica("a".repeat(16), () => 1);
    replica.write([{ kind: "reveal", id: "r", cells: { staff: "s" } }]);
    for (const kind of ["reveal", "lost-batch", "erased", "removal", "month-seal"]) {
      expect(restoreRecord(kind, undefined, replica.row("reveal", "r"))).toBeNull();
      expect(restoreRecord(kind, replica.row("reveal", "r"), undefined)).toBeNull();
    }
  });
});
