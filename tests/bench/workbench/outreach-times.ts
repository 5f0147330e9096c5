/** How long it takes to say of a large group who is contacted and why others are not. */
import { type Change, create, edit } from "../../../renderer/db/write/changes.ts";
import type { Services } from "../../../renderer/desk-services/services.ts";

export interface OutreachTimes {
  readonly group: number;
  readonly told: number;
  /** Its segment is found and its readers' records are read. */
  readonly firstMs: number;
  /** After a channel was changed. */
  readonly againMs: readonly number[];
}

const TIMES = 10;
const [SEGMENT, OUTREACH] = ["bench-segment", "bench-outreach"];
const CHANNELS = [
  ["phone", "sms", "letter"],
  ["sms", "phone", "email"],
] as const;

/** @param write one command, confirmed */
export async function outreachTimes(
  { worker: { outreach } }: Pick<Services, "worker">,
  write: (changes: readonly Change[]) => Promise<void>,
): Promise<OutreachTimes> {
  // a fifth of the sample
  const rule = {
    match: "all" as const,
    groups: [
      {
        match: "all" as const,
        conditions: [{ field: "category", is: "any-of" as const, values: ["senior"] }],
      },
    ],
  };
  await write([
    create("segment", SEGMENT, { name: "bench", rule }),
    create("outreach", OUTREACH, {
      name: "bench",
      // a purpose for which nobody is asked: most of them are contacted
      goal: "own",
      purpose: "arrival",
      source: { by: "segment", segment: SEGMENT },
      channels: [...CHANNELS[0]],
      quietDays: 30,
      perHousehold: true,
      heldBack: { percent: 20, seed: 2611 },
    }),
  ]);
  let [group, told] = [0, 0];
  const ask = async (): Promise<number> => {
    const startedAt = performance.now();
    const figures = await outreach.figures(OUTREACH);
    group = figures?.group ?? 0;
    told = figures?.told ?? 0;
    return performance.now() - startedAt;
  };
  const firstMs = await ask();
  const againMs: number[] = [];
  for (let turn = 0; turn < TIMES; turn++) {
    await write([edit("outreach", OUTREACH, { channels: [...(CHANNELS[(turn + 1) % 2] ?? CHANNELS[0])] })]);
    againMs.push(await ask());
  }
  return { group, told, firstMs, againMs };
}
