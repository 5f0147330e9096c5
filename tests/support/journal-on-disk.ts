/**
 * The entries of a desk's journal as its files have them: read, opened and decoded here, without asking the program.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEntry } from "#shared/replication/files/parse-entry.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { openRecord, openSegmentHeader, scanSegment } from "../../electron/services/journal-record.ts";

/** @returns of the stream with the most entries: a desk that never moved has one */
export async function journalOnDisk(dataFolder: string): Promise<readonly Entry[]> {
  const { keys } = JSON.parse(await readFile(join(dataFolder, "secrets.json"), "utf8")) as {
    keys: Readonly<Record<string, string>>;
  }; // the program's own file
  const key = new Uint8Array(Buffer.from(keys.journal ?? "", "base64"));
  const streams = await readdir(join(dataFolder, "journal"));
  const read = await Promise.all(streams.map((stream) => readStream(join(dataFolder, "journal", stream), stream, key)));
  return read.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

async function readStream(folder: string, stream: string, journalKey: Uint8Array): Promise<readonly Entry[]> {
  const entries = new Map<number, Entry>();
  // where two segments hold one number, the later counts
  for (const name of (await readdir(folder)).filter((file) => file.endsWith(".segment")).toSorted()) {
    const segment = new Uint8Array(await readFile(join(folder, name)));
    const key = openSegmentHeader(journalKey, stream, segment);
    if (key === null) throw new Error(`${name} does not open`);
    for (const { offset } of scanSegment(key, segment).places)
      for (const raw of openRecord(key, segment, offset)?.entries ?? []) {
        const entry = parseEntry(raw);
        if (!entry.ok) throw new Error(`${name} holds what is no entry: ${entry.error}`);
        entries.set(entry.value.seq, entry.value);
      }
  }
  return [...entries.values()].toSorted((a, b) => a.seq - b.seq);
}
