/**
 * Readers who stand in the trial twice, as a list and a desk make them: one pair is mother and daughter, one was told
 * apart. Nothing is drawn for them, so that the rest of the library stays what it was.
 */
import type { Reader } from "../model/reader.ts";
import type { DemoPlace } from "./demo-place.ts";
import type { DemoReader } from "./readers.ts";
import { type DemoRecord, type DemoWorld, record } from "./world.ts";

const NAME = ["name", "familyName", "givenName"] as const;
/** The place of the first of two, and what the one behind has of the first. */
type Twice = readonly (readonly [place: number, same: readonly (keyof Reader)[], own?: Partial<Reader>])[];
const twiceIn = ({ school, heard }: DemoPlace): Twice => [
  // mother and daughter, with one phone
  [62, [...NAME, "gender", "phones"]],
  // she came back without her card
  [67, [...NAME, "gender", "birthDate", "phones"]],
  // by a list of the school, without a phone
  [80, [...NAME, "gender", "birthDate", "category"], { organisation: school }],
  // written by ear
  [HEARD, ["gender", "phones"], heard],
];
const HEARD = 91;
const TOLD_APART = 95;
const DECIDED: readonly (keyof Reader)[] = [...NAME, "phones"];

/** @param readers in their order, which stays */
export function standTwice(readers: readonly DemoReader[], place: DemoPlace): readonly DemoReader[] {
  const others = new Map(
    [...twiceIn(place), [TOLD_APART, DECIDED] as const].map(([first, same, own = {}]) => [first + 1, { same, own }]),
  );
  return readers.map((reader, at) => {
    const [twin, first] = [others.get(at), readers[at - 1]];
    if (twin === undefined || first === undefined) return reader;
    const taken = Object.fromEntries(twin.same.map((field) => [field, first.record.values[field]]));
    const values = { ...reader.record.values, ...taken, ...twin.own };
    const known = Object.entries(values).filter(([, value]) => value !== undefined);
    return { ...reader, record: { ...reader.record, values: Object.fromEntries(known) } };
  });
}

/** What was decided about one of the pairs; after all else, so that nothing is drawn otherwise for it. */
export function makeDecisions(world: DemoWorld, readers: readonly DemoReader[]): readonly DemoRecord[] {
  const [one, other] = [readers[TOLD_APART], readers[TOLD_APART + 1]].map((reader) => reader?.record.id);
  if (one === undefined || other === undefined) return [];
  const [first, second] = one < other ? [one, other] : [other, one];
  return [record(world, "not-same", world.nowMs, { first, second })];
}
