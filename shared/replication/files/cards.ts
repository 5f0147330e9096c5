/** Devices' cards: taken from the local copy, else fetched, verified and kept. */
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { StreamId } from "../rows/entry.ts";
import { deviceName } from "./names.ts";

export interface Cards {
  /** Null where no store has a valid one. */
  get(stream: StreamId): Promise<DeviceCard | null>;
  /** For messages; null where the device is not known. */
  nameOf(stream: StreamId): string | null;
}

/** @param fetch false where the share is not to be asked, nor anything told of */
export function createCards(run: Run, fetch: boolean): Cards {
  const missing = new Set<StreamId>();
  const read = async (stream: StreamId): Promise<DeviceCard | null> => {
    const standing = await run.local.get(deviceName(stream));
    const kept = await openFrom(run, stream, standing, fetch);
    if (kept !== null || !fetch) return kept;
    const bytes = await run.share.get(deviceName(stream));
    const card = await openFrom(run, stream, bytes, true);
    if (card === null || bytes === null) return card;
    // spoilt on this disk: the valid one takes its place
    if (standing !== null) await run.local.delete(deviceName(stream));
    await run.local.put(deviceName(stream), bytes);
    return card;
  };
  return {
    get: async (stream) => {
      const before = missing.has(stream) ? null : run.cards.get(stream);
      if (before !== undefined) return before;
      const card = await read(stream);
      if (card !== null) run.cards.set(stream, card);
      if (card === null) missing.add(stream);
      return card;
    },
    nameOf: (stream) => run.cards.get(stream)?.device ?? null,
  };
}

async function openFrom(
  run: Run,
  stream: StreamId,
  bytes: Uint8Array | null,
  warn: boolean,
): Promise<DeviceCard | null> {
  if (bytes === null) return null;
  const card = await run.seal.openCard(stream, bytes);
  if (card.ok) return card.value;
  if (run.keys !== null && card.error.tag === "wrong-key") run.log.lacksKey.set(stream, null);
  else if (warn)
    run.log.warn({ tag: "file-refused", stream, device: null, file: deviceName(stream), error: card.error });
  return null;
}
