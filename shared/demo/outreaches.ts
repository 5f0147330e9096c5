/**
 * Two outreaches of the trial: one that is under way, and one of two months ago with a group that was held back, so that
 * its result can be looked at. Who is told, and why others are not, is worked out as on any desk.
 */
import { addDays } from "../kernel/day.ts";
import { uuidV7 } from "../kernel/ids.ts";
import { consentKey } from "../model/consent/purposes.ts";
import { isContactResult } from "../model/interaction.ts";
import { type Outreach, QUIET_DAYS, RESULT_DAYS } from "../model/outreach/outreach.ts";
import type { Attempt, Recipient } from "../model/outreach/recipient.ts";
import type { Consent } from "../model/reader.ts";
import { drawHeldBack } from "../outreach/held-back.ts";
import { type Candidate, isTold, placeAll } from "../outreach/waterfall.ts";
import type { DemoHouse } from "./demo-house.ts";
import type { DemoReader } from "./readers.ts";
import { type DemoRecord, type DemoWorld, momentOf, record } from "./world.ts";

/** Who came often once and has not come since. */
const OFTEN_DAYS = 6;
const AWAY_DAYS = 45;
const MOST_AWAY_DAYS = 300;
const ENDED_AGO = 62;
const RUNNING_AGO = 2;
const ENDED_AFTER = 9;
const HELD_BACK = { percent: 30, seed: 2611 };
const OUTCOMES: readonly (readonly [Attempt["outcome"], number])[] = [
  ["reached", 66],
  ["no-answer", 22],
  ["left-message", 5],
  ["declined", 4],
  ["wrong-number", 3],
];
/** Of those who are reached, and of those who are not told at all: who comes again within the days that count. */
const COMES_AGAIN = { told: 0.3, heldBack: 0.12 };

interface Round {
  readonly name: string;
  readonly ago: number;
  readonly group: readonly DemoReader[];
  readonly more: Partial<Outreach>;
  /** Of the list, from its beginning. */
  readonly worked: number;
}

const awayOn = (readers: readonly DemoReader[], day: string): readonly DemoReader[] => {
  const [latest, first] = [addDays(day, -AWAY_DAYS), addDays(day, -MOST_AWAY_DAYS)];
  return readers.filter(({ until, daysPerYear }) => daysPerYear >= OFTEN_DAYS && until < latest && until >= first);
};

/**
 * Whoever came often and stays away was asked at the counter whether the library may call or text: every second of them
 * has agreed. Nothing is drawn for it, so that the rest of the library stays what it was.
 */
export function agreeToBeInvited(world: DemoWorld, readers: readonly DemoReader[]): readonly DemoReader[] {
  const { today } = world;
  const away = new Set([ENDED_AGO, RUNNING_AGO].flatMap((ago) => awayOn(readers, addDays(today, -ago))));
  return readers.map((reader, place) => {
    const { values } = reader.record;
    const [by] = reader.branch.staff;
    if (place === 0 || !away.has(reader) || place % 2 === 0 || values.phones === undefined || by === undefined)
      return reader;
    const said: Consent = {
      given: true,
      at: world.midnightOf(addDays(today, -CONSENT_AGO)) + NOON_MS,
      how: "spoken",
      giver: values.category === "child" ? "guardian" : "reader",
      by,
    };
    const channel = place % 3 === 0 ? "sms" : "phone";
    const consents = { ...values.consents, [consentKey(channel, "invite-back")]: said };
    return { ...reader, record: { ...reader.record, values: { ...values, consents } } };
  });
}
const CONSENT_AGO = 120;
const NOON_MS = 12 * 3_600_000;

export function* makeOutreaches(
  world: DemoWorld,
  house: DemoHouse,
  readers: readonly DemoReader[],
): Generator<DemoRecord> {
  const { today, place } = world;
  yield* makeRound(world, house, {
    name: place.outreach.ended,
    ago: ENDED_AGO,
    group: awayOn(readers, addDays(today, -ENDED_AGO)),
    more: {
      heldBack: HELD_BACK,
      wished: { baseline: 10, difference: 20 },
      endedOn: addDays(today, ENDED_AFTER - ENDED_AGO),
    },
    worked: 1,
  });
  yield* makeRound(world, house, {
    name: place.outreach.running,
    ago: RUNNING_AGO,
    group: awayOn(readers, addDays(today, -RUNNING_AGO)),
    more: { perHousehold: true, calling: { weekdays: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 } },
    worked: 0.4,
  });
}

function* makeRound(
  world: DemoWorld,
  house: DemoHouse,
  { name, ago, group, more, worked }: Round,
): Generator<DemoRecord> {
  const { today, random, place } = world;
  const madeOn = addDays(today, -ago);
  const madeAt = momentOf(world, madeOn);
  const [by = ""] = house.staff;
  const outreach = record(world, "outreach", madeAt - 1, {
    name,
    goal: "invite-back",
    source: { by: "list", name: place.outreach.group, on: madeOn },
    listed: group.map(({ record: { id } }) => id),
    channels: ["phone", "sms"],
    quietDays: QUIET_DAYS,
    resultDays: RESULT_DAYS,
    templates: { ...place.outreach.templates },
    createdBy: by,
    minutes: 25,
    madeOn,
    madeAt,
    ...more,
  });
  yield outreach;
  const candidates = group.map(
    ({ record: { id, values } }): Candidate => ({
      id,
      reader: values,
      guardian: undefined,
      stage: "not-seen",
      contactedOn: undefined,
      inOtherOutreach: false,
    }),
  );
  const { heldBack } = more;
  const placed = placeAll(candidates, {
    today: madeOn,
    place: place.jurisdiction,
    purpose: "invite-back",
    cardUntil: undefined,
    channels: ["phone", "sms"],
    latelySince: undefined,
    excluded: new Set(),
    perHousehold: more.perHousehold === true,
    holdBack: heldBack === undefined ? null : (leads) => drawHeldBack(leads, heldBack.percent, heldBack.seed),
  });
  const ids = new Map(placed.map(({ id }) => [id, uuidV7(madeAt, random.bytes)]));
  const calls = placed.filter((one) => isTold(one) && one.contact.channel === "phone").length * worked;
  let called = 0;
  for (const [at, one] of placed.entries()) {
    const values: Recipient = {
      outreach: outreach.id,
      reader: one.id,
      stage: one.stage,
      place: at,
    };
    const id = ids.get(one.id) ?? "";
    const come = (share: number): readonly DemoRecord[] =>
      ago >= RESULT_DAYS && random.chance(share) ? [visitAfter(world, one.id, madeOn)] : [];
    if (!isTold(one)) {
      yield { kind: "recipient", id, values: { ...values, notContacted: one.notContacted } };
      if (one.notContacted === "held-back") yield* come(COMES_AGAIN.heldBack);
      continue;
    }
    const { channel, via, with: lead } = one.contact;
    const contact = { channel, via, ...(lead !== undefined && { with: ids.get(lead) ?? "" }) };
    if (channel !== "phone" || lead !== undefined || called >= calls) {
      yield { kind: "recipient", id, values: { ...values, ...contact } };
      continue;
    }
    called++;
    const outcome = random.weighted(OUTCOMES);
    const on = addDays(madeOn, Math.min(ago - 1, random.int(0, ENDED_AFTER - 1)));
    const minutes = outcome === "reached" ? random.int(2, 6) : 1;
    const staff = random.pick(house.staff);
    const spoken = record(world, "interaction", momentOf(world, on), {
      reader: one.id,
      at: momentOf(world, on),
      channel: "phone",
      direction: "out",
      purpose: "other",
      minutes,
      staff,
      ...(outcome !== "reached" && outcome !== "declined" && { outcome: "not-answered" as const }),
      ...(isContactResult(outcome) && { contactResult: outcome }),
    });
    yield spoken;
    const attempt: Attempt = { at: spoken.values.at ?? madeAt, outcome, by: staff, minutes, record: spoken.id };
    yield { kind: "recipient", id, values: { ...values, ...contact, attempts: { [`${called}`]: attempt } } };
    if (outcome === "reached") yield* come(COMES_AGAIN.told);
  }
}

function visitAfter(world: DemoWorld, reader: string, day: string): DemoRecord<"activity"> {
  const on = addDays(day, world.random.int(3, RESULT_DAYS - 3));
  return record(world, "activity", momentOf(world, on), { reader, on, kind: "visit" });
}
