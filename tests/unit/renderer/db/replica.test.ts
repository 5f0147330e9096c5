import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { createReplica } from "../../../../renderer/db/replica.ts";
import { OWN, openDesk } from "./desk.ts";

const [X, Y] = ["c".repeat(16), "d".repeat(16)];
const at = (no: number, seq: number) => ({ no, hash: "0123456789ab", seq });

it("remembers every acknowledgement, so that none is told again day after day", async () => {
  const { db, memory } = await openDesk();
  const replica = createReplica({ db, host: memory.host, stream: OWN, now: () => 0, exclusive: (run) => run() });
  await replica.sealed({ ...at(1, 0), at: 1, acked: { [X]: at(3, 30) } });
  await replica.sealed({ ...at(2, 0), at: 2, acked: { [Y]: at(5, 50) } });
  expect((await replica.state()).own.told).toEqual({ [X]: at(3, 30), [Y]: at(5, 50) });
});

it("knows of a colleague the furthest that she told, also when a slice brings older words", async () => {
  const { db, memory } = await openDesk();
  const replica = createReplica({ db, host: memory.host, stream: OWN, now: () => 0, exclusive: (run) => run() });
  const entry = (seq: number) => ({ seq, hlc: `000000000001000${seq}`, pulls: 1, staff: "s", command: "test", ops: [], ...(seq === 1 && { seen: { [Y]: at(1, 10) } }) });
  await replica.apply({ stream: X, entries: [entry(1)], ends: { no: 1, hash: "a", at: 1 } });
  await replica.apply({ stream: X, entries: [], ends: { no: 2, hash: "b", at: 2, acked: { [Y]: at(4, 40) } } });
  await replica.apply({ stream: X, entries: [entry(2)], ends: { no: 3, hash: "c", at: 3 } });
  expect((await replica.state()).streams[X]?.told[Y]).toEqual(at(4, 40));
});
