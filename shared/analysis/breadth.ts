/**
 * Breadth 服务广度: how many of the library's seven services a reader has used in twelve months.
 */
import { placeBehind } from "./ascending.ts";
import { type ReaderUses, USE_KINDS, type UseKind } from "./uses.ts";

export const SERVICES = ["visit", "loan", "enquiry", "e-resource", "event", "space", "print"] as const;
export type Service = (typeof SERVICES)[number];

const DAYS = 365;

/** Returns and holds are part of lending; an opinion is taking part, not a service. */
const SERVICE_OF: Readonly<Record<UseKind, Service | undefined>> = {
  visit: "visit",
  loan: "loan",
  return: "loan",
  hold: "loan",
  event: "event",
  "e-resource": "e-resource",
  print: "print",
  space: "space",
  contact: "enquiry",
  opinion: undefined,
  // what it was stands beside it
  "at-desk": undefined,
};

/** The place in `SERVICES` by code of a kind; -1 for none. */
export const SERVICE_CODES: readonly number[] = USE_KINDS.map((kind) => {
  const service = SERVICE_OF[kind];
  return service === undefined ? -1 : SERVICES.indexOf(service);
});

/**
 * Which services have been used in the 365 days up to and with the day, in the order of `SERVICES`.
 * @param known the last day up to `day` of which it is known who came: the 365 end there, what was used since counts
 * too
 */
export function servicesUsed(uses: ReaderUses, day: number, known = day): readonly Service[] {
  const used = usedBits(uses, day, known);
  return SERVICES.filter((_, code) => (used & (1 << code)) !== 0);
}

export function breadthOn(uses: ReaderUses, day: number, known = day): number {
  let count = 0;
  for (let used = usedBits(uses, day, known); used !== 0; used &= used - 1) count++;
  return count;
}

/** A bit for each of `SERVICES`: every reader of a library is asked for. */
function usedBits(uses: ReaderUses, day: number, known: number): number {
  const { kinds } = uses;
  let used = 0;
  const until = placeBehind(uses, day);
  for (let row = placeBehind(uses, known - DAYS); row < until; row++) {
    const code = SERVICE_CODES[kinds[row] ?? 0] ?? -1;
    if (code >= 0) used |= 1 << code;
  }
  return used;
}
