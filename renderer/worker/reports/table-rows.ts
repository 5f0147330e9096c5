/** A file's rows as texts, whatever kind of table it is. Text tables are decoded as strictly as an import's. */
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import { openFile } from "../import/open-file.ts";

/** No row is a head: figures are known by the name in their row. */
const NO_HEAD = -1;

export async function tableRows(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<readonly (readonly string[])[], FileFailure>> {
  const file = await openFile(name, bytes, { headerRow: NO_HEAD }, { cancelled: false }, () => undefined);
  return file.ok ? ok(file.value.table.rows.map(({ cells }) => cells)) : file;
}
