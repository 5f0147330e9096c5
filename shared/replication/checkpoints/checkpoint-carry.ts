/**
 * Carries a checkpoint from one store to another: the parts first, those that are there already are passed over, the
 * manifest last.
 */
import { ok } from "../../kernel/result.ts";
import type { SyncStep } from "../exchange/sync-report.ts";
import type { Attempt, GuardedStore, Run } from "../exchange/sync-run.ts";
import { manifestName, partName } from "../files/names.ts";
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
): Attempt<boolean> {
  run.log.enter(step);
  const note = (bytes: number): void => {
    if (to !== run.local) return;
    run.log.add(kept.stream, bytes);
    run.log.provedAt.set(kept.stream, run.now());
  };
  const putInto = async (name: string, bytes: Uint8Array): Attempt<boolean> => {
    const put = await to.put(name, bytes);
    if (put.ok || put.error.tag !== "other-content") return put.ok ? ok(true) : put;
    run.log.warn({ tag: "file-refused", stream: kept.stream, device, file: name, error: { tag: "damaged" } });
    return ok(false);
  };
  const there = await partsThere(to, kept);
  if (!there.ok) return there;
  const { parts } = kept.checkpoint;
  const wanted = parts.map(({ hash }, index) => ({ index, hash })).filter(({ index }) => !there.value.has(index));
  run.log.expect(step, wanted.length + 1);
  for (const { index, hash } of wanted) {
    const file = partName(kept, index);
    const bytes = await from.get(file);
    if (!bytes.ok) return bytes;
    const actual = bytes.value === null ? ok(null) : await run.seal.hash(bytes.value);
    if (!actual.ok) return actual;
    if (bytes.value === null || actual.value !== hash) {
      run.log.warn({ tag: "file-refused", stream: kept.stream, device, file, error: { tag: "damaged" } });
      return ok(false);
    }
    const put = await putInto(file, bytes.value);
    if (!put.ok || !put.value) return put;
    run.log.count({ files: 1, bytes: bytes.value.length, device, file });
    note(bytes.value.length);
  }
  const put = await putInto(manifestName(kept), kept.bytes);
  if (!put.ok || !put.value) return put;
  run.log.count({ files: 1, bytes: kept.bytes.length, device, file: manifestName(kept) });
  note(kept.bytes.length);
  return ok(true);
}
