/** Opinions in every state, each with the service record of the moment it was said; and what was promised. */
import { addDays } from "../kernel/day.ts";
import { opinionDue } from "../model/calendar/working-days.ts";
import { type Feedback, type FeedbackStatus, TOLD_STEP } from "../model/feedback.ts";
import { nextRegisterNo, registerPrefix } from "../model/input/register-number.ts";
import { isOpinionPurpose } from "../model/purpose.ts";
import type { DemoBranch, DemoHouse } from "./demo-house.ts";
import { channelIn, type DrawnChannel } from "./demo-place.ts";
import type { OpinionText } from "./opinion-texts.ts";
import type { DemoReader } from "./readers.ts";
import { type DemoRecord, type DemoWorld, doneOfToday, momentOf, record } from "./world.ts";

const OPINIONS = 130;
/** So many of the latest are still on somebody's table, the oldest of them late. */
const STILL_OPEN = 26;
const DAY_MS = 86_400_000;
const CHANNELS: readonly (readonly [DrawnChannel, number])[] = [
  ["desk", 48],
  ["phone", 20],
  ["messenger", 10],
  ["web", 8],
  ["letter", 6],
  ["email", 5],
  ["fax", 1],
  ["event", 2],
];
const STEPS = [
  "registered",
  "accepted",
  "in-progress",
  "answered",
  "closed",
] as const satisfies readonly FeedbackStatus[];

export function* makeOpinions(
  world: DemoWorld,
  house: DemoHouse,
  readers: readonly DemoReader[],
): Generator<DemoRecord<"feedback" | "interaction">> {
  const { random, today } = world;
  const active = readers.filter(({ daysPerYear, until }) => daysPerYear > 12 && until === today);
  const given = new Map<string, string[]>();
  const words = wordsOf(world);
  // nobody has come before the doors open
  const newest = doneOfToday(world) > 0 ? 0 : 1;
  // newest last, so that register numbers rise with time
  const days = Array.from({ length: OPINIONS }, (_, no) =>
    no < STILL_OPEN ? random.int(newest, 24) : random.int(20, 720),
  ).sort((a, b) => b - a);
  for (const [position, daysAgo] of days.entries()) {
    const said = words[position];
    if (said === undefined) continue;
    const reader = random.chance(0.7) ? random.pick(active) : null;
    const branch = reader?.branch ?? random.pick(house.branches);
    const status =
      daysAgo > 60
        ? random.weighted([
            ["closed", 92],
            ["answered", 8],
          ] as const)
        : statusOf(world, daysAgo);
    yield* opinion(world, house, { words: said, reader, branch, status, receivedOn: addDays(today, -daysAgo), given });
  }
}

function statusOf({ random }: DemoWorld, daysAgo: number): FeedbackStatus {
  if (daysAgo <= 2)
    return random.weighted([
      ["registered", 7],
      ["accepted", 3],
    ] as const);
  if (daysAgo <= 10)
    return random.weighted([
      ["registered", 2],
      ["accepted", 3],
      ["in-progress", 4],
      ["answered", 2],
    ] as const);
  return random.weighted([
    ["accepted", 1],
    ["in-progress", 4],
    ["answered", 4],
    ["closed", 7],
  ] as const);
}

/** Every text once, and some of them again from others, mixed. */
function wordsOf({ random, place: { opinionTexts, saidAgain } }: DemoWorld): readonly OpinionText[] {
  const again = Array.from({ length: OPINIONS - opinionTexts.length }, (): OpinionText => {
    const type = random.pick(["complaint", "suggestion"] as const);
    const words = random.pick(opinionTexts.filter((one) => one.type === type));
    return { ...words, text: random.pick(saidAgain[type].before) + words.text + random.pick(saidAgain[type].after) };
  });
  return random.shuffled([...opinionTexts, ...again]);
}

interface Said {
  readonly words: OpinionText;
  readonly reader: DemoReader | null;
  readonly branch: DemoBranch;
  readonly status: FeedbackStatus;
  readonly receivedOn: string;
  /** Register numbers by prefix. */
  readonly given: Map<string, string[]>;
}

function* opinion(world: DemoWorld, house: DemoHouse, said: Said): Generator<DemoRecord<"feedback" | "interaction">> {
  const { random, place } = world;
  const { words, reader, branch, status, receivedOn } = said;
  const receivedAt = momentOf(world, receivedOn);
  const channel = channelIn(place, random.weighted(CHANNELS));
  const firstAsked = random.pick(branch.staff);
  const due = opinionDue(words.type, receivedOn, branch.calendar);
  const owner = status === "registered" ? undefined : random.pick(house.staff);
  const done = STEPS.indexOf(status);
  const from =
    reader !== null
      ? { reader: reader.record.id }
      : random.chance(0.5)
        ? {
            contact: {
              name: random.pick(place.speakers),
              phone: place.speakersPhone(random),
            },
          }
        : {};
  const isNamed = "reader" in from || "contact" in from;
  const steps = stepsOf(world, receivedAt, done, firstAsked, owner ?? firstAsked);
  const values: Feedback = {
    ...from,
    type: words.type,
    topic: words.topic,
    title: words.title,
    text: words.text,
    channel,
    receivedAt,
    firstAsked,
    branch: branch.id,
    department: place.departments[words.topic] ?? place.readerServices,
    ...(owner !== undefined && { owner }),
    priority:
      words.type === "complaint"
        ? random.pick(["normal", "normal", "high"] as const)
        : random.pick(["normal", "normal", "low"] as const),
    ...(due !== undefined && { due }),
    status,
    ...(status === "closed" && endOf(world, isNamed)),
    // whoever closes it has told the answer
    steps: isNamed && steps.closed !== undefined ? { ...steps, [TOLD_STEP]: steps.closed } : steps,
    // who praises seldom waits for an answer
    ...(isNamed && words.type === "praise" && { noReply: true }),
    registerNo: registerNoOf(said),
    ...(channel === "letter"
      ? { paperRef: `${place.letterFolder} ${receivedOn.slice(0, 4)}-${random.int(1, 90)}` }
      : {}),
    ...(channel === "phone" && words.type === "complaint" && random.chance(0.3)
      ? {
          externalOrder: {
            system: place.hotline,
            number: `${receivedOn.replaceAll("-", "")}${random.int(10_000, 99_999)}`,
            signedOn: receivedOn,
            due: addDays(receivedOn, 7),
          },
          orderSteps: { [receivedAt]: { step: "signed", on: receivedOn, by: firstAsked } },
        }
      : {}),
    ...(done >= STEPS.indexOf("answered") && answerOf(words, status)),
  };
  const made = record(world, "feedback", receivedAt, values);
  yield made;
  yield record(world, "interaction", receivedAt, {
    ...from,
    branch: branch.id,
    staff: firstAsked,
    at: receivedAt,
    minutes: random.int(3, 15),
    channel,
    direction: "in",
    purpose: isOpinionPurpose(words.type) ? words.type : "other",
    question: words.title,
    outcome: "follow-up",
    feedback: made.id,
  });
}

/** Nobody can be told where nobody left a name. */
const endOf = ({ random }: DemoWorld, named: boolean): Pick<Feedback, "closedBy" | "satisfaction"> =>
  named
    ? {
        closedBy: random.pick(["reader", "library", "library"] as const),
        satisfaction: random.pick([5, 5, 5, 4, 4, 3, 2]),
      }
    : { closedBy: "no-answer-possible" };

/** A suggestion is not closed without a public reply. */
function answerOf(
  { type, reply, publicReply }: OpinionText,
  status: FeedbackStatus,
): Pick<Feedback, "reply" | "publicReply" | "listPublicly"> {
  const told = publicReply ?? (type === "suggestion" && status === "closed" ? reply : undefined);
  return { reply, ...(told !== undefined && { publicReply: told, listPublicly: true }) };
}

/** Each step some time after the one before, answered in time or a little late, none in the future. */
function stepsOf(
  { random, nowMs }: DemoWorld,
  receivedAt: number,
  done: number,
  firstAsked: string,
  owner: string,
): NonNullable<Feedback["steps"]> {
  let at = receivedAt;
  return Object.fromEntries(
    STEPS.slice(0, done + 1).map((step, index) => {
      if (index > 0) at = Math.min(nowMs, at + Math.floor(random.unit() * 2.2 * DAY_MS));
      return [step, { at, by: index === 0 ? firstAsked : owner }];
    }),
  );
}

function registerNoOf({ branch, receivedOn, given }: Said): string {
  const prefix = registerPrefix(branch.code, "A", Number(receivedOn.slice(0, 4)));
  const before = given.get(prefix) ?? [];
  const next = nextRegisterNo(prefix, before);
  given.set(prefix, [...before, next]);
  return next;
}
