/** A change as a pull brings it from a colleague who has seen all that stands here. */
import type { Op } from "#shared/replication/rows/entry.ts";
import { applySlice } from "../../renderer/db/exchange/apply-slice.ts";
import { readStream } from "../../renderer/db/journal/head.ts";
import type { TestServices } from "./desk-services.ts";

const COLLEAGUE = "b".repeat(16);

export async function pullChange({ db, clock, start }: TestServices, op: Op): Promise<void> {
  const own = start.library?.stream ?? "";
  const seq = (await readStream(db, COLLEAGUE)).seq + 1;
  const seen = { [own]: { no: 1, hash: "0".repeat(12), seq: await db.log.count() } };
  const hlc = `${clock.now().toString(16).padStart(12, "0")}0000`;
  await applySlice(db, own, clock.now(), {
    stream: COLLEAGUE,
    entries: [{ seq, hlc, pulls: seq, seen, staff: "lin", command: "test", ops: [op] }],
  });
}
