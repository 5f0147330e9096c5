/**
 * Writes an own backup anew without what has been erased since: rows that the ledger names, or that belong to what
 * it names, are left out, and what names her without being hers names nobody; all else stays as it was then. Verified
 * like every other one, under its own date.
 */

import type { BackupEntry } from "#shared/host/backup-calls.ts";
import { checkBackup, type OpenedBackup, openBackup } from "#shared/replication/backup/backup-open.ts";
import {
  type Checkpoint,
  manifestText,
  partText,
  rowText,
  type StatePart,
} from "#shared/replication/checkpoints/checkpoint.ts";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { isAside, type StateRow } from "#shared/replication/checkpoints/state-row.ts";
import { isErased, type Ledger } from "#shared/replication/erasing/ledger.ts";
import type { Sealing, Store } from "#shared/replication/exchange/ports.ts";
import { utf8Length } from "#shared/replication/files/batch.ts";
import { deviceName, manifestName, partName } from "#shared/replication/files/names.ts";
import { changeDigest, type StateDigest } from "#shared/replication/rows/digest.ts";
import { quarantinedWithout, rowWithout } from "#shared/replication/rows/forget.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { readLedger } from "../../db/erasing/erase-rows.ts";
import { hashText } from "../../db/exchange/count-digest.ts";
import { breathe } from "../breathe.ts";
import { openPorts } from "../open-ports.ts";
import { hostStore } from "../sync-ports.ts";
import type { BackupDeps } from "./make-backup.ts";
import { isOfErased } from "./restore-plan.ts";

/** A larger one is not worth the time: it goes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** @returns whether the backup stands anew, without what was erased; the old one is the caller's to drop */
export async function rewriteBackup(deps: BackupDeps, { id, at, bytes, state, note }: BackupEntry): Promise<boolean> {
  const { db, host, clock } = deps;
  const ports = await openPorts(deps);
  if (
    !ports.ok ||
    (state !== "verified" && state !== "other-code") ||
    note === null ||
    at === null ||
    bytes > MOST_BYTES
  )
    return false;
  const { seal } = ports.value;
  const old = hostStore(host, { place: "here", id });
  const opened = await openBackup(seal, old);
  if (!opened.ok) return false;
  const begun = await host("backup.begin", { at });
  if (!begun.ok) return false;
  const ref = { place: "here", id: begun.value.id } as const;
  const store = hostStore(host, ref);
  const startedAt = clock.now();
  const written = await rewrite(seal, opened.value, old, store, await readLedger(db));
  const checked = written === null ? null : await checkBackup(seal, store, hashText, { breathe });
  const finished =
    written === null || checked === null || !checked.ok
      ? null
      : await host("backup.finish", {
          id: ref.id,
          no: opened.value.kept.no,
          note: {
            at,
            verifiedAt: clock.now(),
            manifest: written.hash,
            records: { ...written.records },
            digest: { ...checked.value.digest },
            tookMs: clock.now() - startedAt,
            cleanedAt: clock.now(),
          },
        });
  if (finished?.ok === true) return true;
  await host("backup.drop", ref);
  return false;
}

interface Rewritten {
  /** Of the manifest. */
  readonly hash: string;
  readonly records: Checkpoint["records"];
}

async function rewrite(
  seal: Sealing,
  { kept, parts }: OpenedBackup,
  old: Store,
  store: Store,
  ledger: Ledger,
): Promise<Rewritten | null> {
  const done: StatePart[] = [];
  const records: Record<string, number> = {};
  let aside = 0;
  let digest: StateDigest = {};
  for await (const part of parts()) {
    if (!part.ok) return null;
    const rows = part.value.flatMap((row) => (speaksOfErased(ledger, row) ? [] : [stateRowWithout(row, ledger)]));
    for (const run of runsOf(rows)) {
      const file = await seal.sealState({ ...kept, index: done.length, text: partText(run.map(rowText)) });
      const put = file.ok ? await store.put(partName(kept, done.length), file.value.bytes) : file;
      if (!file.ok || !put.ok) return null;
      done.push({ hash: file.value.hash, records: run.length });
    }
    const whole = rows.flatMap((row) => (isAside(row) ? [] : [row]));
    aside += rows.length - whole.length;
    for (const [kind] of whole) records[kind] = (records[kind] ?? 0) + 1;
    digest = changeDigest(
      digest,
      whole.map(([kind, after]) => ({ kind, before: undefined, after })),
      hashText,
    );
    await breathe();
  }
  const { checkpoint } = kept;
  const clean: Checkpoint = {
    ...checkpoint,
    parts: done,
    again: done.length,
    records,
    digest: checkpoint.digest === null ? null : { ...checkpoint.digest, aside, tables: digest },
  };
  const manifest = await seal.sealState({
    stream: kept.stream,
    no: kept.no,
    index: "manifest",
    text: manifestText(clean),
  });
  const put = manifest.ok ? await store.put(manifestName(kept), manifest.value.bytes) : manifest;
  if (!manifest.ok || !put.ok) return null;
  for (const stream of Object.keys(checkpoint.cursors.streams)) {
    const card = await old.get(deviceName(stream));
    const kept = card.ok ? await store.put(deviceName(stream), card.value) : card;
    if (!kept.ok && kept.error.tag !== "missing") return null;
  }
  return { hash: manifest.value.hash, records };
}

/** Also what was set aside, and may speak of her. */
const speaksOfErased = (ledger: Ledger, row: StateRow): boolean =>
  isAside(row)
    ? isErased(ledger, row[1].op) ||
      isOfErased(ledger, row[1].op.kind, { ...row[1].op.cells, id: row[1].op.id } as unknown as AnyRow)
    : isOfErased(ledger, row[0], row[1]); // only its fields are looked at

/** What stays, without whom it named. */
function stateRowWithout(row: StateRow, ledger: Ledger): StateRow {
  if (!isAside(row)) return [row[0], rowWithout(row[0], row[1], ledger)];
  const [aside] = quarantinedWithout([row[1]], ledger);
  return aside === undefined ? row : [row[0], aside];
}

/** As many rows as a part holds. */
function* runsOf(rows: readonly StateRow[]): Generator<readonly StateRow[], undefined> {
  let run: StateRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = utf8Length(rowText(row)) + 1;
    if (run.length > 0 && bytes + size > CHECKPOINT_RULE.partBytes) {
      yield run;
      [run, bytes] = [[], 0];
    }
    run.push(row);
    bytes += size;
  }
  if (run.length > 0) yield run;
}
