/** By which messengers a library is written to, where it is: people in Taiwan write in LINE, on the mainland in WeChat. */
import type { Jurisdiction } from "./house.ts";

const ELSEWHERE: Readonly<Record<Jurisdiction, readonly string[]>> = {
  mainland: ["line"],
  taiwan: ["wechat"],
  other: [],
};

/** Of the channels, or of the fields, those that are offered there; one that is in use stays whatever it is. */
export const offeredIn = <C extends string>(
  place: Jurisdiction,
  all: readonly C[],
  used: (one: C) => boolean = () => false,
): readonly C[] => all.filter((one) => !ELSEWHERE[place].includes(one) || used(one));
