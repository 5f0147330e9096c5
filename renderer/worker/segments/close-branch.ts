/** What goes with the readers of a branch that closes: the population that it served, and that it is open no more. */
import { servedBy, servedKey, servedOf } from "#shared/model/settings/served.ts";
import type { DeskDb } from "../../db/database.ts";
import { type Change, edit } from "../../db/write/changes.ts";
import type { BatchAct } from "../../platform/worker/segments-api.ts";

/** Ids of all readers who belong to a branch; who was merged into another has moved with that one. */
export async function branchReaders(db: DeskDb, branch: string): Promise<readonly string[]> {
  const ids: string[] = [];
  await db.reader.each((row) => {
    if (row.branch === branch && row.gone !== 1 && row.as === undefined) ids.push(row.id);
  });
  return ids;
}

/** Empty where nothing closes. Its records stay: what was done in it is counted under its name. */
export async function closingChanges(db: DeskDb, act: BatchAct): Promise<readonly Change[]> {
  if (act.tag !== "set-branch" || act.closes === undefined) return [];
  const [from, into] = await db.branch.bulkGet([act.closes, act.branch]);
  if (from === undefined || into === undefined) return [];
  const moved = servedOf(from).map(
    ({ community, ageBand, people }) => [servedKey(community, ageBand), people] as const,
  );
  const isTyped = (from.population ?? into.population) !== undefined;
  // where one is not known, neither is the sum
  const isSum = isTyped && servedBy(from) > 0 && servedBy(into) > 0;
  const received = {
    ...(isSum && { population: servedBy(from) + servedBy(into) }),
    ...(moved.length > 0 && {
      served: Object.fromEntries(moved.map(([key, people]) => [key, people + (into.served?.[key] ?? 0)])),
    }),
  };
  return [
    edit("branch", from.id, {
      hidden: true,
      ...(from.population !== undefined && { population: null }),
      ...(moved.length > 0 && { served: Object.fromEntries(moved.map(([key]) => [key, null])) }),
    }),
    ...(Object.keys(received).length > 0 ? [edit("branch", into.id, received)] : []),
  ];
}
