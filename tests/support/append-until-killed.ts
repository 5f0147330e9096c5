/**
 * A process that appends to a journal without end and prints each number once it was answered. A test ends
 * it with SIGKILL at a random moment.
 */
import { randomBytes } from "node:crypto";
import { nodeFileSystem } from "../../electron/services/file-system.ts";
import { createJournal } from "../../electron/services/journal.ts";

const [dataFolder = "", stream = ""] = process.argv.slice(2);
const journal = createJournal({
  fs: nodeFileSystem,
  dataFolder,
  key: new Uint8Array(32),
  random: (length) => new Uint8Array(randomBytes(length)),
  minFreeBytes: 0,
  segmentBytes: 20_000,
});
const state = await journal.state(stream);
if (!state.ok) throw new Error(JSON.stringify(state.error));

process.stdout.write(`open ${state.value.lastSeq}\n`);
for (let seq = state.value.lastSeq + 1; ; ) {
  const count = 1 + (seq % 3);
  const entries = Array.from({ length: count }, (_, index) => ({
    seq: seq + index,
    text: "x".repeat((seq * 37) % 900),
  }));
  const result = await journal.append(stream, seq, entries);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  seq = result.value.lastSeq + 1;
  process.stdout.write(`${result.value.lastSeq}\n`);
}
