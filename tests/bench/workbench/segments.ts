/**
 * How long a segment's count takes over a large library: the first one, after each change of a row, and after one more
 * log.
 */
import type { StoredRule } from "#shared/model/segment.ts";
import type { Services } from "../../../renderer/desk-services/services.ts";
import { workerCallback } from "../../../renderer/platform/worker/worker-callback.ts";

export interface SegmentTimes {
  readonly members: number;
  /** Its columns are made. */
  readonly firstMs: number;
  /** Counts while a number of the rule is changed. */
  readonly countMs: readonly number[];
  readonly afterLogMs: readonly number[];
}

const COUNTS = 30;
const LOGS = 5;
const PREVIEW = 20;

/** Six rows in three groups: of the record, of use, of the life cycle, and of contacts. */
const ruleOf = (visits: number): StoredRule => ({
  match: "all",
  groups: [
    {
      match: "any",
      conditions: [
        { field: "lifeState", is: "none-of", values: ["left", "moved", "deceased"] },
        { field: "tags", is: "known" },
      ],
    },
    {
      match: "any",
      conditions: [
        { field: "visits", is: "at-least", number: visits },
        { field: "expiresOn", is: "in-next", days: 60 },
      ],
    },
    {
      match: "all",
      conditions: [
        { field: "lastUseOn", is: "in-last", days: 700 },
        { field: "lastContactedOn", is: "not-in-last", days: 30 },
      ],
    },
  ],
});

/** @param log one more service record, confirmed */
export async function segmentTimes(
  { worker: { segments } }: Pick<Services, "worker">,
  log: () => Promise<void>,
): Promise<SegmentTimes> {
  const nothing = workerCallback(() => undefined);
  let members = 0;
  const count = async (visits: number): Promise<number> => {
    const startedAt = performance.now();
    const answer = await segments.ask(
      { rule: ruleOf(visits), pinned: [], excluded: [], fixed: null },
      PREVIEW,
      nothing,
    );
    if (answer.tag === "counted") members = answer.members;
    return performance.now() - startedAt;
  };
  const firstMs = await count(1);
  const countMs: number[] = [];
  for (let visits = 1; visits <= COUNTS; visits++) countMs.push(await count(visits));
  const afterLogMs: number[] = [];
  for (let turn = 0; turn < LOGS; turn++) {
    await log();
    afterLogMs.push(await count(1));
  }
  return { members, firstMs, countMs, afterLogMs };
}
