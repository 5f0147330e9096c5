/**
 * To whom the key of an epoch is given. A card made under an older key proves only that its maker once had that key:
 * the old code and an old backup are enough for one. So it waits, unless whoever began the epoch knew the computer, or
 * a person says at an admitted desk that it may come in. Who waits can begin no epoch itself, nor let anybody in.
 */
import { admittedBy } from "../../model/admission.ts";
import type { NamedEpoch } from "../exchange/ports.ts";
import type { StreamId } from "../rows/entry.ts";
import { type AnyRow, stampsOf } from "../rows/row.ts";
import type { Removals } from "./removals.ts";

export interface AdmissionDeps {
  /** All removals, and what they come to. */
  readonly rows: readonly AnyRow[];
  readonly removals: Removals;
  readonly admissions: readonly AnyRow[];
  /** By stream, the id of the key under which its card was made; of those whose card is not here, nothing. */
  readonly cardKeys: ReadonlyMap<StreamId, string>;
  /** Streams that are known here. */
  readonly streams: readonly StreamId[];
}

interface Made extends Omit<NamedEpoch, "to"> {
  readonly maker: StreamId;
  readonly admits: (stream: StreamId) => boolean;
}

/** The key epochs that removals have begun, each with the streams that may have its key. */
export function epochsOf(deps: AdmissionDeps): readonly NamedEpoch[] {
  const { rows, removals, streams } = deps;
  const isRemoved = (stream: StreamId): boolean => removals.get(stream)?.way === "removed";
  const made = rows.flatMap(({ epoch, key, w: [maker] }): readonly Made[] =>
    // one whose maker is out is read, and nothing is sealed under it any more
    typeof epoch === "number" && typeof key === "string"
      ? [{ epoch, key, maker, seals: !isRemoved(maker), admits: admittedTo(key, maker, deps) }]
      : [],
  );
  // who is retired is trusted as before, and may come back
  const staying = streams.filter((stream) => !isRemoved(stream));
  const epochs: Made[] = [];
  for (const one of made.toSorted((a, b) => a.epoch - b.epoch))
    epochs.push(isByStranger(one, made, epochs) ? { ...one, seals: false, admits: () => false } : one);
  // whoever may read what is written now may read all that was written before
  return epochs.map(({ epoch, key, seals, admits }) => {
    const later = epochs.filter((each) => each.seals && each.epoch > epoch);
    return {
      epoch,
      key,
      seals,
      to: staying.filter((stream) => admits(stream) || later.some((each) => each.admits(stream))),
    };
  });
}

/** The epoch that is sealed under from now on: of equal numbers the smaller id, on every device. */
export const newestEpochOf = (epochs: readonly NamedEpoch[]): NamedEpoch | null =>
  epochs.filter(({ seals }) => seals).toSorted((a, b) => b.epoch - a.epoch || (a.key < b.key ? -1 : 1))[0] ?? null;

/**
 * Whether somebody has begun it who was not given the key before, or whom another one of the same number does not know
 * though he knows its maker.
 */
function isByStranger({ epoch, key, maker, admits }: Made, all: readonly Made[], before: readonly Made[]): boolean {
  const older = before.filter((each) => each.seals && each.epoch < epoch);
  const last = older.filter((each) => each.epoch === older.at(-1)?.epoch);
  if (last.length > 0 && !last.some((each) => each.admits(maker))) return true;
  return all.some(
    (rival) => rival.seals && rival.epoch === epoch && rival.key !== key && !rival.admits(maker) && admits(rival.maker),
  );
}

/** A key whose maker has named nobody, as older versions did, is for all. */
function admittedTo(
  key: string,
  maker: StreamId,
  { admissions, cardKeys }: AdmissionDeps,
): (stream: StreamId) => boolean {
  const said = admissions.flatMap((row) => {
    const stream = admittedBy(row.id, key);
    return stream === null ? [] : [{ stream, by: stampsOf(row).map(([writer]) => writer) }];
  });
  if (!said.some(({ by }) => by.includes(maker))) return () => true;
  const admitted = new Set<StreamId>([maker]);
  for (const [stream, madeUnder] of cardKeys) if (madeUnder === key) admitted.add(stream);
  for (let isMore = true; isMore; ) {
    const found = said.filter(({ stream, by }) => !admitted.has(stream) && by.some((writer) => admitted.has(writer)));
    for (const { stream } of found) admitted.add(stream);
    isMore = found.length > 0;
  }
  return (stream) => admitted.has(stream);
}
