/** The library's use as it is kept between two starts: few long columns, for a million rows load slowly. */
import type { Uses } from "#shared/analysis/uses.ts";
import { allDays, type FewBytes, type FewDays, fewDays, inFewBytes } from "../kept/few-bytes.ts";
import { isPackedTexts, type PackedTexts, packTexts, unpackTexts } from "../search/packed-texts.ts";
import { type BusyDays, type PackedBusy, packBusy, unpackBusy } from "./busy-days.ts";
import { isOfReaders, type PackedFacts, packFacts } from "./packed-facts.ts";
import { columnsOf, type ReaderUse, readersOfColumns } from "./reader-use.ts";

/** Raise it when the columns or what they mean change. */
const FORMAT = 8;

interface PackedUses {
  readonly starts: Uint32Array;
  readonly days: FewDays;
  readonly kinds: Uint8Array;
  readonly amounts: FewBytes;
}

export interface PackedUse extends PackedFacts {
  readonly format: number;
  readonly ids: PackedTexts;
  readonly uses: PackedUses;
  readonly contacts: PackedUses;
  readonly minutes: PackedUses;
  readonly contacted: Int32Array;
  readonly busy: PackedBusy;
}

/** Readers ascend by id in it, in whatever order they are held. */
export function packUse({
  readers: held,
  busy,
}: {
  readonly readers: readonly ReaderUse[];
  readonly busy: BusyDays;
}): PackedUse {
  const readers = held.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { uses, contacts, minutes, contacted } = columnsOf(readers);
  return {
    format: FORMAT,
    ids: packTexts(uses.readers),
    ...packFacts(readers.map(({ facts }) => facts)),
    uses: packUses(uses),
    contacts: packUses(contacts),
    minutes: packUses(minutes),
    contacted,
    busy: packBusy(busy),
  };
}

export function unpackUse(packed: PackedUse): { readonly readers: readonly ReaderUse[]; readonly busy: BusyDays } {
  const ids = unpackTexts(packed.ids);
  const { texts, days, flags } = packed;
  const uses = unpackUses(packed.uses, ids);
  return {
    readers: readersOfColumns(
      {
        uses,
        contacts: unpackUses(packed.contacts, ids),
        minutes: unpackUses(packed.minutes, ids),
        contacted: packed.contacted,
      },
      { texts, days, flags },
    ),
    busy: unpackBusy(packed.busy),
  };
}

/** Whether a kept pack is whole and of this program: a damaged one must not be counted. */
export function isPackedUse(value: unknown): value is PackedUse {
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== FORMAT) return false;
  // written only by this program in this format: what a disk can do to it is to cut it off
  const { ids, uses, contacts, minutes, contacted, busy, ...facts } = value as Partial<PackedUse>;
  if (!isPackedTexts(ids) || busy === undefined) return false;
  const count = ids.starts.length - 1;
  return (
    isOfReaders(facts, count) &&
    contacted?.length === count &&
    [uses, contacts, minutes].every((columns) => columns !== undefined && isWhole(columns, count)) &&
    busy.counts.length === busy.days.length * 24 &&
    busy.branches.codes.length === busy.days.length
  );
}

function isWhole({ starts, days, kinds, amounts }: PackedUses, count: number): boolean {
  const size = kinds.length;
  return (
    starts.length === count + 1 &&
    starts[0] === 0 &&
    starts[count] === size &&
    days.after.length === size &&
    amounts.length === size &&
    isAscending(starts)
  );
}

function isAscending(numbers: Uint32Array): boolean {
  for (let place = 1; place < numbers.length; place++)
    if ((numbers[place] ?? 0) < (numbers[place - 1] ?? 0)) return false;
  return true;
}

const packUses = ({ starts, days, kinds, amounts }: Uses): PackedUses => ({
  starts,
  days: fewDays(days),
  kinds,
  amounts: inFewBytes(amounts),
});

const unpackUses = ({ starts, days, kinds, amounts }: PackedUses, readers: readonly string[]): Uses => ({
  readers,
  starts,
  days: allDays(days),
  kinds,
  amounts: new Uint32Array(amounts),
});
