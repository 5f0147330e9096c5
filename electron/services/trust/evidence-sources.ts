/**
 * Where the host looks for erasings that it has not met in this run: its journals, and the sealed files of its local
 * copy.
 */
import type { Result } from "#shared/kernel/result.ts";
import type { OpenedBatch } from "#shared/kernel/sealed.ts";
import { parsePart } from "#shared/replication/checkpoints/checkpoint.ts";
import { isAside } from "#shared/replication/checkpoints/state-row.ts";
import { LEDGER } from "#shared/replication/erasing/ledger.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { parseBody } from "#shared/replication/files/batch.ts";
import { deviceName, isStreamId, parseName, STREAMS, streamFolder } from "#shared/replication/files/names.ts";
import { REMOVAL } from "#shared/replication/lines/removals.ts";
import type { Journal } from "../journal.ts";
import type { HostKeys } from "../library/membership.ts";
import { openBatchFile } from "../sealing/batch-file.ts";
import { openCard } from "../sealing/card-file.ts";
import { openState } from "../sealing/sealed-state-file.ts";
import type { EvidenceNote, EvidenceSource } from "./erased-evidence.ts";
import type { OutStream } from "./out-streams.ts";
import { listed } from "./store-files.ts";

const READ_BYTES = 4 * 1024 * 1024;

export const journalEvidence =
  (journal: Pick<Journal, "streams" | "read">): EvidenceSource =>
  async (note) => {
    const streams = await journal.streams();
    for (const stream of streams.ok ? streams.value : []) {
      for (let seq = 1; ; ) {
        const read = await journal.read(stream, seq, READ_BYTES);
        if (!read.ok) {
          if (read.error.tag !== "journal-damaged") break;
          seq = read.error.nextSeq;
          continue;
        }
        if (read.value.entries.length === 0) break;
        note.entries(read.value.entries);
        seq += read.value.entries.length;
      }
    }
  };

/** What a name stands for is opened as at an exchange: the signature first, then under the library's keys. */
export const copyEvidence =
  (local: Store, keys: () => Result<HostKeys, unknown>): EvidenceSource =>
  async (note) => {
    const held = keys();
    if (!held.ok) return;
    for (const stream of await listed(local, STREAMS)) {
      if (!isStreamId(stream)) continue;
      const bytes = await local.get(deviceName(stream));
      const card = bytes.ok ? openCard(held.value.library, stream, bytes.value) : bytes;
      if (!card.ok) continue;
      for (const folder of await listed(local, streamFolder(stream))) {
        for (const file of await listed(local, `${streamFolder(stream)}/${folder}`))
          await noteFile(local, held.value, `${streamFolder(stream)}/${folder}/${file}`, card.value.signKey, note);
      }
    }
  };

async function noteFile(
  local: Store,
  { library }: HostKeys,
  path: string,
  signKey: string,
  note: EvidenceNote,
): Promise<void> {
  const name = parseName(path);
  if (name?.tag !== "batch" && name?.tag !== "part") return;
  const bytes = await local.get(path);
  if (!bytes.ok) return;
  if (name.tag === "batch") {
    const opened = openBatchFile(library, name, signKey, bytes.value);
    if (opened.ok) noteBatch(opened.value, note);
  } else {
    const opened = openState(library, name, signKey, bytes.value);
    if (opened.ok) noteState(opened.value.text, note);
  }
}

/** Most batches and parts name nobody who was erased and no colleague, and need not be parsed for that. */
const isTelling = (text: string): boolean =>
  text.includes(`"${LEDGER}"`) || text.includes('"kind":"staff"') || text.includes('["staff",');

export function noteBatch({ text, firstSeq }: Pick<OpenedBatch, "text" | "firstSeq">, note: EvidenceNote): void {
  const body = isTelling(text) ? parseBody(text, firstSeq) : null;
  if (body?.ok === true) note.entries(body.value.entries);
}

/** The rows of one part of a checkpoint; a manifest holds none. */
export function noteState(text: string, note: EvidenceNote): void {
  if (!isTelling(text)) return;
  const rows = parsePart(text);
  if (!rows.ok) return;
  for (const row of rows.value) if (!isAside(row)) note.rows(row[0], [row[1]]);
}

/** Removals that a batch tells of; they count also behind the number of one that is out itself (`removals.ts`). */
export function removalsInBatch({ text, firstSeq }: Pick<OpenedBatch, "text" | "firstSeq">): readonly OutStream[] {
  const body = text.includes(`"${REMOVAL}"`) ? parseBody(text, firstSeq) : null;
  if (body?.ok !== true) return [];
  return body.value.entries.flatMap(({ ops }) =>
    ops.flatMap(({ kind, cells }) => (kind === REMOVAL ? outBy(cells) : [])),
  );
}

export function removalsInState(text: string): readonly OutStream[] {
  const rows = text.includes(`"${REMOVAL}"`) ? parsePart(text) : null;
  return rows?.ok === true
    ? rows.value.flatMap((row) => (!isAside(row) && row[0] === REMOVAL ? outBy(row[1]) : []))
    : [];
}

const outBy = ({ stream, no }: Readonly<Record<string, unknown>>): readonly OutStream[] =>
  typeof stream === "string" && isStreamId(stream) && typeof no === "number" ? [{ stream, no }] : [];
