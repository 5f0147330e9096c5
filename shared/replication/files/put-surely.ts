/**
 * Puts what was verified on a share. A name holds one content only: other bytes under it are what a broken write left,
 * and make room (R2, R8). What cannot make room, a folder of that name, blocks its own stream and nothing else.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import { Stopped, untilStopped } from "../exchange/stopped.ts";
import type { GuardedStore, Run } from "../exchange/sync-run.ts";

/** @returns whether it stands there now */
export async function putSurely(
  run: Run,
  name: string,
  bytes: Uint8Array,
  { stream, device }: Pick<DeviceCard, "stream"> & { readonly device: string | null },
): Promise<boolean> {
  if (await putIfFree(run.share, name, bytes)) return true;
  const before = run.log.warnings.length;
  await run.share.delete(name);
  // what cannot be deleted has been named by that
  if (run.log.warnings.length === before)
    run.log.warn({ tag: "file-refused", stream, device, file: name, error: { tag: "damaged" } });
  if (await putIfFree(run.share, name, bytes)) return true;
  run.log.blocked.add(stream);
  return false;
}

/** @returns whether it stands there now; false where other bytes hold its name */
export async function putIfFree(store: GuardedStore, name: string, bytes: Uint8Array): Promise<boolean> {
  const put = await untilStopped(() => store.put(name, bytes));
  if (put.ok) return true;
  if (put.error.tag === "other-content") return false;
  throw new Stopped(put.error);
}
