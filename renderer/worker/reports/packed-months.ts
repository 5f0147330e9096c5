/** Counted months as they are kept between two starts: numbers by branch and kind, and nobody's name. */
import { createMonthTally, type MonthCounts, type MonthTally } from "#shared/reports/month-counts.ts";

/** Raise it when what is counted of a month changes: months of another format are counted again. */
const FORMAT = 1;

export interface CountedMonths {
  readonly whole: Map<string, MonthTally>;
  /** Of service records alone. */
  readonly contacts: Map<string, MonthTally>;
}

type PackedTallies = ReadonlyMap<string, ReadonlyMap<string, MonthCounts>>;

export interface PackedMonths {
  readonly format: number;
  /** Where the desk stands: an instant is of another month elsewhere. */
  readonly zone: string;
  readonly whole: PackedTallies;
  readonly contacts: PackedTallies;
}

export const noMonths = (): CountedMonths => ({ whole: new Map(), contacts: new Map() });

export const packMonths = ({ whole, contacts }: CountedMonths): PackedMonths => ({
  format: FORMAT,
  zone: zoneHere(),
  whole: packed(whole),
  contacts: packed(contacts),
});

export const unpackMonths = ({ whole, contacts }: PackedMonths): CountedMonths => ({
  whole: unpacked(whole),
  contacts: unpacked(contacts),
});

/** Whether kept months are whole, of this program and of this place. */
export const isPackedMonths = (value: unknown): value is PackedMonths =>
  typeof value === "object" &&
  value !== null &&
  "format" in value &&
  value.format === FORMAT &&
  "zone" in value &&
  value.zone === zoneHere() &&
  "whole" in value &&
  "contacts" in value &&
  [value.whole, value.contacts].every(areTallies);

const areTallies = (value: unknown): boolean =>
  value instanceof Map &&
  [...value.values()].every((tally) => tally instanceof Map && [...tally.values()].every(areCounts));

const areCounts = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false;
  // written only by this program in this format
  const { use, answerDays, ...counts } = value as Partial<MonthCounts>;
  return (
    use instanceof Map &&
    [...use.values(), ...NUMBERS.map((name) => counts[name])].every(Number.isFinite) &&
    answerDays?.length === 0
  );
};

const NUMBERS = ["enquiries", "judged", "answered", "minutes", "rated", "satisfied"] as const;

const packed = (tallies: ReadonlyMap<string, MonthTally>): PackedTallies =>
  new Map([...tallies].map(([month, tally]) => [month, tally.byBranch()]));

const unpacked = (tallies: PackedTallies): Map<string, MonthTally> =>
  new Map([...tallies].map(([month, counts]) => [month, createMonthTally(counts)]));

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
