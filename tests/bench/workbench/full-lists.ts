/** Lists as they are after years: one reader with thousands of records, a busy day, and piles of opinions and tasks. */
import { addDays } from "#shared/kernel/day.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { type Change, create } from "../../../renderer/db/write/changes.ts";

export interface FullLists {
  /** Of the one reader. */
  readonly records: number;
  /** Today's. */
  readonly day: number;
  readonly opinions: number;
  readonly tasks: number;
  /** People on one call list. */
  readonly calls: number;
}

/** The name of the call list; a hold is told by duty, and asks for no consent. */
const CALLS = "告诉大家预约到了";
const PURPOSES = ["circulation", "directional", "reference", "equipment", "card"];
const CHANNELS = ["desk", "phone", "web"] as const;
const DAY_MS = 86_400_000;

/** @param readers others, of whom opinions and tasks tell in turn */
export function fullLists(
  { records, day, opinions, tasks, calls }: FullLists,
  known: string,
  readers: readonly string[],
  { now, today, branch, staff }: { now: number; today: string; branch: string | undefined; staff: string | undefined },
): readonly Change[] {
  const id = (): string => uuidV7(now, (length) => crypto.getRandomValues(new Uint8Array(length)));
  const by = { ...(branch !== undefined && { branch }), ...(staff !== undefined && { staff }) };
  const of = (count: number, make: (index: number) => Change): readonly Change[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const reader = (index: number): string => readers[(index * 7) % readers.length] ?? known;
  const record = (index: number, at: number, about: string | undefined): Change =>
    create("interaction", id(), {
      ...by,
      at,
      purpose: PURPOSES[index % PURPOSES.length] ?? "other",
      channel: CHANNELS[index % CHANNELS.length] ?? "desk",
      minutes: 1 + (index % 9),
      question: `问《地方志》第 ${index} 卷在哪里，能不能外借`,
      ...(about !== undefined && { reader: about }),
    });
  const outreach = id();
  return [
    create("outreach", outreach, {
      name: CALLS,
      goal: "own",
      purpose: "arrival",
      channels: ["phone"],
      madeAt: now,
      madeOn: today,
    }),
    ...of(calls, (index) =>
      create("recipient", id(), {
        outreach,
        reader: readers[index] ?? known,
        channel: "phone",
        via: "reader",
        place: index,
      }),
    ),
    ...of(records, (index) => record(index, now - DAY_MS - Math.floor((index * 3650 * DAY_MS) / records), known)),
    ...of(day, (index) => record(index, now - index * 1_000, index % 3 === 0 ? reader(index) : undefined)),
    ...of(opinions, (index) =>
      create("feedback", id(), {
        ...(branch !== undefined && { branch }),
        ...(staff !== undefined && { firstAsked: staff, owner: staff }),
        reader: reader(index),
        type: index % 2 === 0 ? "complaint" : "suggestion",
        channel: "desk",
        status: "accepted",
        title: `空调太冷 ${index}`,
        text: `三楼阅览室的空调太冷，坐不住（${index}）`,
        receivedAt: now - index * 60_000,
        due: addDays(today, (index % 60) - 20),
      }),
    ),
    ...of(tasks, (index) =>
      create("task", id(), {
        text: `找到校刊就打电话 ${index}`,
        due: addDays(today, (index % 60) - 20),
        ...(staff !== undefined && { assignee: staff }),
        ...(index % 2 === 0
          ? { promisedTo: reader(index) }
          : { about: { kind: "reader" as const, id: reader(index) } }),
      }),
    ),
  ];
}
