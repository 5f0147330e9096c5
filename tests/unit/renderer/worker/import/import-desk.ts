/** A desk that imports, over a database in memory and a host that only derives ids. */
import { createHash } from "node:crypto";
import type { Host } from "#shared/host/contract.ts";
import { DEFAULT_RULES } from "#shared/import-export/plan/import-rules.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { ImportApi } from "../../../../../renderer/platform/worker/import-api.ts";
import { createExportApi } from "../../../../../renderer/worker/export/serve-exports.ts";
import { createImportApi } from "../../../../../renderer/worker/import/serve-imports.ts";
import type { WorkerDeps } from "../../../../../renderer/worker/worker-deps.ts";
import { openDesk } from "../../db/desk.ts";

export const quiet = () => {};
export const BY = { staff: "staff-1", desk: "一楼服务台" };

/**
 * @param patience how long a second of the journal's client is: a busy machine takes its time for a thousand readers
 */
export async function desk(patience = 1) {
  const opened = await openDesk(undefined, undefined, undefined, undefined, patience);
  let kept = 0;
  let away = false;
  const host = (async (name: string, args: { texts: string[] }) => {
    if (away) return err({ tag: "host-away" });
    return name === "library.derive"
      ? ok(args.texts.map((text) => createHash("sha256").update(`library ${text}`).digest("hex")))
      : err({ tag: "bad-request", issue: name });
  }) as unknown as Host; // the one call that an import makes
  let now = 1_795_000_000_000;
  const deps: WorkerDeps = {
    db: opened.db,
    host,
    clock: { now: () => ++now },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    installation: "desk-1",
    search: {
      applied: () => undefined,
      forget: async () => undefined,
      keep: () => void kept++,
      rebuilt: () => undefined,
    },
    writer: async () => opened.writer,
  };
  return {
    ...opened,
    deps,
    kept: () => kept,
    imports: createImportApi(deps),
    exports: createExportApi(deps),
    goAway: () => (away = true),
  };
}

export async function check(imports: ImportApi, file: File, rules = DEFAULT_RULES) {
  const opened = await imports.open(file, quiet);
  if (!opened.ok) throw new Error(opened.error.tag);
  const planned = await imports.plan(opened.value.mapping, rules, quiet);
  if (!planned.ok) throw new Error(planned.error.tag);
  return { preview: opened.value, counts: planned.value };
}

export async function run(imports: ImportApi, file: File) {
  const checked = await check(imports, file);
  const written = await imports.write(BY, quiet);
  if (!written.ok) throw new Error(written.error.tag);
  return { ...checked, ...written.value };
}
