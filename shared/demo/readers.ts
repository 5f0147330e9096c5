/** Two thousand readers, and how much each of them uses the library. */
import { addDays, daysBetween, weekdayOf } from "../kernel/day.ts";
import { CONSENT_PURPOSES, type ConsentPurpose, consentKey } from "../model/consent/purposes.ts";
import type { Consent, Reader } from "../model/reader.ts";
import type { DemoBranch, DemoHouse } from "./demo-house.ts";
import { commonName, type DemoName, rareNames } from "./demo-names.ts";
import { SHOWN_CARD } from "./shown-card.ts";
import { type DemoRecord, type DemoWorld, momentOf, record } from "./world.ts";

export interface DemoReader {
  readonly record: DemoRecord<"reader">;
  readonly branch: DemoBranch;
  /** Expected days of use in a year. */
  readonly daysPerYear: number;
  /** First and last day on which they may have come. */
  readonly from: string;
  readonly until: string;
}

/**
 * Deviation of the logarithm of use. With it the top fifth makes Φ(1.05 − 0.84) ≈ 58 % of the expected
 * use, and more of the real one, since some stop coming.
 */
const USE_SPREAD = 1.05;
const MEDIAN_DAYS_PER_YEAR = 7;
const MOST_DAYS_PER_YEAR = 230;

const CATEGORIES: readonly (readonly [string, number])[] = [
  ["adult", 46],
  ["student", 17],
  ["child", 15],
  ["senior", 15],
  ["teacher", 5],
  ["collective", 1],
  ["staff", 1],
];
export function makeReaders(world: DemoWorld, house: DemoHouse, count: number): readonly DemoReader[] {
  const rare = rareNames(world.place.names);
  return Array.from({ length: count }, (_, index) => makeReader(world, house, index, rare[index - FIRST_RARE]));
}

/** The first is the one whom the trial shows: six days a week, not seen for two weeks. */
const FIRST_RARE = 1;

function makeReader(world: DemoWorld, house: DemoHouse, index: number, rare: DemoName | undefined): DemoReader {
  const { random, today, place } = world;
  const shown = index === 0;
  const gender = shown || random.chance(0.54) ? "female" : "male";
  const name = shown ? nameOf(place.shown) : (rare ?? commonName(random, gender, place.names));
  const category = shown ? "senior" : random.weighted(CATEGORIES);
  const [east, west, children] = house.branches;
  if (east === undefined || west === undefined || children === undefined)
    throw new Error("the house has three branches");
  const branch = shown
    ? east
    : category === "child" && random.chance(0.6)
      ? children
      : random.weighted([
          [east, 6],
          [west, 3],
        ] as const);
  const enrolledOn = addDays(today, -(shown ? 1500 : random.chance(0.08) ? random.int(1, 90) : random.int(91, 2600)));
  const potential = !shown && random.chance(0.015);
  const left = !shown && !potential && random.chance(0.02);
  const stops = left || (!shown && random.chance(0.3));
  const from = [enrolledOn, addDays(today, -730)].sort()[1] ?? enrolledOn;
  const until = shown
    ? nthOpenDayBefore(today, branch, 13)
    : stops
      ? addDays(from, random.int(0, Math.max(0, daysBetween(from, today) - 5)))
      : today;
  const madeAt = momentOf(world, enrolledOn);
  const values: Reader = {
    ...name,
    ...(potential ? {} : cardOf(world, index, enrolledOn, category)),
    category,
    branch: branch.id,
    ...(random.chance(0.9) || shown ? { gender } : {}),
    ...ageOf(world, category),
    ...contactOf(world, index),
    ...(random.chance(0.35) || shown
      ? { organisation: shown ? place.shown.organisation : random.pick(place.units) }
      : {}),
    ...(/^\p{Script=Latin}/u.test(name.name) ? { language: "en" } : {}),
    ...(potential ? {} : { enrolledOn }),
    source: random.weighted([
      ["walk-in", 50],
      ["friend", 15],
      ["school", 12],
      ["event", 10],
      ["unit", 8],
      ["media", 5],
    ] as const),
    ...(left
      ? { leaving: { reason: random.pick(["moved", "graduated", "returned-card", "unsatisfied"]), on: until } }
      : {}),
    ...withPlan(careOf(world, house, branch, shown), place.plans, index),
    ...consentsOf(world, branch, madeAt, shown, category),
    ...quietOf(world, branch, index, enrolledOn),
    ...(shown
      ? {
          alert: { text: place.shown.alert, level: "must", until: addDays(today, 2) },
        }
      : random.chance(0.02)
        ? {
            alert: {
              text: random.pick(place.alerts),
              level: random.pick(["must", "info"] as const),
              until: addDays(today, random.int(1, 20)),
            },
          }
        : {}),
  };
  const use = Math.min(MOST_DAYS_PER_YEAR, MEDIAN_DAYS_PER_YEAR * Math.exp(USE_SPREAD * random.normal()));
  return {
    record: record(world, "reader", madeAt, values),
    branch,
    daysPerYear: shown ? MOST_DAYS_PER_YEAR : potential ? 0 : use,
    from,
    until,
  };
}

const nameOf = ({ name, familyName = "", givenName = "" }: DemoName): DemoName => ({ name, familyName, givenName });

function nthOpenDayBefore(today: string, branch: DemoBranch, count: number): string {
  let day = today;
  for (let open = 0; open < count; ) {
    day = addDays(day, -1);
    if (branch.openDays.includes(weekdayOf(day))) open++;
  }
  return day;
}

/** Cards of two ages: the old ones begin with zeros, a few are the letters of a former system. */
function cardOf(
  { random, today }: DemoWorld,
  index: number,
  enrolledOn: string,
  category: string,
): Pick<Reader, "card" | "otherIds" | "expiresOn"> {
  const number = String(index * 7 + 4_178_853).padStart(8, "0");
  const card = index === 0 ? SHOWN_CARD : random.chance(0.04) ? `HX${number}` : `0021${number}`;
  const years = Math.ceil((daysBetween(enrolledOn, today) + 1) / 365);
  const expiresOn =
    index === 0
      ? addDays(today, 7)
      : random.chance(0.07)
        ? addDays(today, random.int(-60, 29))
        : addDays(enrolledOn, years * 365 + random.int(0, 3) * 365);
  return {
    card,
    expiresOn,
    ...(category === "student" || category === "teacher"
      ? {
          otherIds: {
            [category === "student" ? "student" : "staff"]:
              `${enrolledOn.slice(0, 4)}${String(random.int(0, 99_999)).padStart(5, "0")}`,
          },
        }
      : {}),
  };
}

const AGES: Readonly<Record<string, readonly [number, number]>> = {
  child: [5, 13],
  student: [13, 26],
  senior: [60, 88],
  teacher: [25, 60],
  adult: [18, 64],
  staff: [24, 58],
};

function ageOf({ random, today }: DemoWorld, category: string): Pick<Reader, "birthDate"> {
  const range = AGES[category];
  if (range === undefined || random.chance(0.12)) return {};
  return { birthDate: addDays(today, -(random.int(range[0], range[1]) * 365 + random.int(0, 364))) };
}

function contactOf(
  { random, place }: DemoWorld,
  index: number,
): Pick<Reader, "phones" | "email" | "wechat" | "line" | "address" | "preferredChannel" | "badContact"> {
  const phone = index === 0 ? place.shown.phone : place.mobile(random);
  const landline = random.chance(0.06) ? [place.landline(random)] : [];
  return {
    ...(index === 0 || random.chance(0.93) ? { phones: [phone, ...landline] } : {}),
    ...(random.chance(0.22) ? { email: `reader${index}@${place.mailDomain}` } : {}),
    ...(random.chance(0.2) ? { [place.messenger]: place.messengerName(random) } : {}),
    ...(random.chance(0.55)
      ? {
          address: place.address(random),
        }
      : {}),
    ...(index === 0
      ? { preferredChannel: "phone" as const }
      : random.chance(0.3)
        ? { preferredChannel: random.pick(["phone", "sms", place.messenger, "email"] as const) }
        : {}),
    ...(index > 0 && random.chance(0.015) ? { badContact: ["phone"] } : {}),
  };
}

function careOf({ random, place }: DemoWorld, house: DemoHouse, branch: DemoBranch, shown: boolean): Partial<Reader> {
  const owner = branch.staff[0] ?? house.staff[0];
  return {
    ...((shown || random.chance(0.03)) && owner !== undefined
      ? { owner, keepInTouchDays: random.pick([30, 60, 90]) }
      : {}),
    ...(random.chance(0.16) ? { tags: [...new Set([random.pick(place.tags), random.pick(place.tags)])] } : {}),
    ...(random.chance(0.25)
      ? {
          interests: Object.fromEntries(
            Array.from({ length: random.int(1, 3) }, () => [random.pick(place.classes), random.int(20, 100)]),
          ),
        }
      : {}),
    ...(shown
      ? { preferredForm: "large-print" as const }
      : random.chance(0.02)
        ? { preferredForm: random.pick(["large-print", "audio", "electronic"] as const) }
        : {}),
    ...(random.chance(0.01) ? { offers: random.pick(place.offers) } : {}),
    ...(random.chance(0.02)
      ? {
          note: random.pick(place.notes),
        }
      : {}),
  };
}

/** Two of three who are looked after have a plan, drawn from nothing: whoever else is made stays the same. */
const withPlan = (care: Partial<Reader>, plans: readonly string[], index: number): Partial<Reader> =>
  care.owner === undefined || index % 3 === 1 ? care : { ...care, plan: plans[index % plans.length] ?? "" };

/** Of each so many one wants no contact, drawn from nothing: whoever else is made stays the same. */
const QUIET_EACH = 61;
const FIRST_QUIET = 7;

function quietOf(
  { place, today }: DemoWorld,
  { staff: [by] }: DemoBranch,
  index: number,
  enrolledOn: string,
): Pick<Reader, "doNotContact"> {
  if (index % QUIET_EACH !== FIRST_QUIET) return {};
  const since = addDays(today, -(index % 90));
  return {
    doNotContact: {
      since: since < enrolledOn ? enrolledOn : since,
      words: place.quietWords,
      ...(by !== undefined && { by }),
    },
  };
}

function consentsOf(
  { random, place }: DemoWorld,
  branch: DemoBranch,
  madeAt: number,
  shown: boolean,
  category: string,
): Pick<Reader, "consents"> {
  const by = random.pick(branch.staff);
  const said = (given: boolean, purpose: ConsentPurpose = "arrival"): Consent => ({
    given,
    at: madeAt,
    how: "spoken",
    ...(purpose === "arrival" || purpose === "event" ? { wording: place.consentWording } : {}),
    giver: category === "child" ? "guardian" : "reader",
    by,
  });
  if (shown)
    return { consents: { [consentKey("phone", "arrival")]: said(true), [consentKey("sms", "arrival")]: said(false) } };
  if (!random.chance(0.5)) return {};
  const channels = ["phone", "sms", place.messenger, "email"] as const;
  return {
    consents: Object.fromEntries(
      Array.from({ length: random.int(1, 4) }, () => {
        const [channel, purpose] = [random.pick(channels), random.pick(CONSENT_PURPOSES)];
        return [consentKey(channel, purpose), said(random.chance(0.75), purpose)];
      }),
    ),
  };
}
