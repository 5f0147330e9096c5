/** Devices' cards: taken from the local copy, else fetched, verified and kept. */
import { ok } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { Attempt, Run } from "../exchange/sync-run.ts";
import type { StreamId } from "../rows/entry.ts";
import { deviceName } from "./names.ts";

export interface Cards {
  /** Null where no store has a valid one. */
  get(stream: StreamId): Attempt<DeviceCard | null>;
  /** For messages; null where the device is not known. */
  nameOf(stream: StreamId): string | null;
}

/** @param fetch false where the share is not to be asked, nor anything told of */
export function createCards(run: Run, fetch: boolean): Cards {
  const missing = new Set<StreamId>();
  const read = async (stream: StreamId): Attempt<DeviceCard | null> => {
    const standing = await run.local.get(deviceName(stream));
    const kept = await openFrom(run, stream, standing, fetch);
    if (!kept.ok || kept.value !== null || !fetch) return kept;
    const bytes = await run.share.get(deviceName(stream));
    const card = await openFrom(run, stream, bytes, true);
    if (!card.ok || card.value === null || !bytes.ok || bytes.value === null) return card;
    // spoilt on this disk: the valid one takes its place
    const dropped = standing.ok && standing.value !== null ? await run.local.delete(deviceName(stream)) : ok(null);
    if (!dropped.ok) return dropped;
    const put = await run.local.put(deviceName(stream), bytes.value);
    return put.ok ? card : put;
  };
  return {
    get: async (stream) => {
      const before = missing.has(stream) ? null : run.cards.get(stream);
      if (before !== undefined) return ok(before);
      const card = await read(stream);
      if (card.ok && card.value !== null) run.cards.set(stream, card.value);
      if (card.ok && card.value === null) missing.add(stream);
      return card;
    },
    nameOf: (stream) => run.cards.get(stream)?.device ?? null,
  };
}

async function openFrom(
  run: Run,
  stream: StreamId,
  bytes: Awaited<Attempt<Uint8Array | null>>,
  warn: boolean,
): Attempt<DeviceCard | null> {
  if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(null) : bytes;
  const card = await run.seal.openCard(stream, bytes.value);
  if (!card.ok) return card;
  if (card.value.ok) return ok(card.value.value);
  if (run.keys !== null && card.value.error.tag === "wrong-key") run.log.lacksKey.set(stream, null);
  else if (warn)
    run.log.warn({ tag: "file-refused", stream, device: null, file: deviceName(stream), error: card.value.error });
  return ok(null);
}
