/**
 * Puts what was verified on a share. A name holds one content only: other bytes under it are what a broken write left,
 * and make room (R2, R8). What cannot make room, a folder of that name, blocks its own stream and nothing else.
 */
import { ok } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { Attempt, Run } from "../exchange/sync-run.ts";

/** @returns whether it stands there now */
export async function putSurely(
  run: Run,
  name: string,
  bytes: Uint8Array,
  { stream, device }: Pick<DeviceCard, "stream"> & { readonly device: string | null },
): Attempt<boolean> {
  const put = await run.share.put(name, bytes);
  if (put.ok) return ok(true);
  if (put.error.tag !== "other-content") return put;
  const before = run.log.warnings.length;
  const deleted = await run.share.delete(name);
  if (!deleted.ok) return deleted;
  // what cannot be deleted has been named by that
  if (run.log.warnings.length === before)
    run.log.warn({ tag: "file-refused", stream, device, file: name, error: { tag: "damaged" } });
  const again = await run.share.put(name, bytes);
  if (again.ok) return ok(true);
  if (again.error.tag !== "other-content") return again;
  run.log.blocked.add(stream);
  return ok(false);
}
