/**
 * Carries a checkpoint from one store to another: the parts first, those that are there already are passed over, the
 * manifest last.
 */
import type { SyncStep } from "../exchange/sync-report.ts";
import type { GuardedStore, Run } from "../exchange/sync-run.ts";
import { manifestName, partName } from "../files/names.ts";
import { putIfFree } from "../files/put-surely.ts";
import { type KeptCheckpoint, partsThere } from "./checkpoint-shelf.ts";

interface Carriage {
  readonly from: GuardedStore;
  readonly to: GuardedStore;
  readonly device: string | null;
  readonly step: SyncStep;
}

/** @returns whether all of it is there now; false where a part is missing or is not what the manifest says */
export async function carryCheckpoint(
  run: Run,
  kept: KeptCheckpoint,
  { from, to, device, step }: Carriage,
): Promise<boolean> {
  run.log.enter(step);
  const note = (bytes: number): void => {
    if (to !== run.local) return;
    run.log.add(kept.stream, bytes);
    run.log.provedAt.set(kept.stream, run.now());
  };
  const putInto = async (name: string, bytes: Uint8Array): Promise<boolean> => {
    if (await putIfFree(to, name, bytes)) return true;
    run.log.warn({ tag: "file-refused", stream: kept.stream, device, file: name, error: { tag: "damaged" } });
    return false;
  };
  const there = await partsThere(to, kept);
  const { parts } = kept.checkpoint;
  const wanted = parts.map(({ hash }, index) => ({ index, hash })).filter(({ index }) => !there.has(index));
  run.log.expect(step, wanted.length + 1);
  for (const { index, hash } of wanted) {
    const file = partName(kept, index);
    const bytes = await from.get(file);
    const actual = bytes === null ? null : await run.seal.hash(bytes);
    if (bytes === null || actual !== hash) {
      run.log.warn({ tag: "file-refused", stream: kept.stream, device, file, error: { tag: "damaged" } });
      return false;
    }
    if (!(await putInto(file, bytes))) return false;
    run.log.count({ files: 1, bytes: bytes.length, device, file });
    note(bytes.length);
  }
  if (!(await putInto(manifestName(kept), kept.bytes))) return false;
  run.log.count({ files: 1, bytes: kept.bytes.length, device, file: manifestName(kept) });
  note(kept.bytes.length);
  return true;
}
