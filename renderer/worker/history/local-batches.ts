/** The batches in the local copy, opened one by one through the host that holds the keys. */
import type { Host } from "#shared/host/contract.ts";
import type { DeviceCard } from "#shared/kernel/sealed.ts";
import { parseBody } from "#shared/replication/files/batch.ts";
import {
  type BatchRef,
  batchName,
  deviceName,
  isStreamId,
  parseName,
  STREAMS,
} from "#shared/replication/files/names.ts";
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";

export interface LocalStream {
  readonly stream: StreamId;
  readonly card: DeviceCard;
  /** The newest first. */
  readonly batches: readonly BatchRef[];
}

/** Streams whose card can be read; without keys there are none. */
export async function readableStreams(host: Host): Promise<readonly LocalStream[]> {
  const found: LocalStream[] = [];
  for (const stream of (await list(host, STREAMS)).filter(isStreamId)) {
    const bytes = await host("store.get", { store: "local", name: deviceName(stream) });
    const card = bytes.ok ? await host("seal.card", { stream, bytes: bytes.value }) : bytes;
    if (!card.ok) continue;
    const batches: BatchRef[] = [];
    for (const folder of await list(host, `${STREAMS}/${stream}`)) {
      if (!/^[0-9a-f]{4}$/.test(folder)) continue;
      for (const text of await list(host, `${STREAMS}/${stream}/${folder}`)) {
        const name = parseName(`${STREAMS}/${stream}/${folder}/${text}`);
        if (name?.tag === "batch") batches.push({ stream, no: name.no, hash: name.hash });
      }
    }
    found.push({ stream, card: card.value, batches: batches.sort((a, b) => b.no - a.no) });
  }
  return found;
}

/** Empty for a batch that does not open: what cannot be verified is not shown. */
export async function entriesOf(
  host: Host,
  { signKey }: Pick<DeviceCard, "signKey">,
  ref: BatchRef,
): Promise<readonly Entry[]> {
  const bytes = await host("store.get", { store: "local", name: batchName(ref) });
  if (!bytes.ok) return [];
  const opened = await host("seal.open", { stream: ref.stream, no: ref.no, signKey, bytes: bytes.value });
  if (!opened.ok) return [];
  const body = parseBody(opened.value.text, opened.value.firstSeq);
  return body.ok ? body.value.entries : [];
}

async function list(host: Host, folder: string): Promise<readonly string[]> {
  const names = await host("store.list", { store: "local", folder });
  return names.ok ? names.value : [];
}
