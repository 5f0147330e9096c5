/** A number or address that is wrong is so for everybody whom one call, message or letter told: each record is marked once. */

/** In whose record it stands, and as it stands there. */
export interface HeldWay {
  readonly holder: string;
  readonly way: string;
}

export const eachOnce = (held: readonly HeldWay[]): readonly HeldWay[] => [
  ...new Map(held.map((each) => [JSON.stringify(each), each])).values(),
];
