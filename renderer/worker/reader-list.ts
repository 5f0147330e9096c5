/**
 * Lends the page the list of readers in parts as long as a screen: who is in it and in which order is worked out once,
 * and again only where the readers, the rule, the figure or the order are others.
 */

import type { RuleProblem } from "#shared/analysis/segments/compile-segment.ts";
import type { ReaderListApi, ReaderListAsked } from "../platform/worker/reader-list-api.ts";
import type { SearchApi } from "../platform/worker/worker-api.ts";
import type { LibraryViews } from "./library-use/library-view.ts";
import type { OutreachHere } from "./outreach/serve-outreach.ts";
import { createReaderOrders, type KeyOf } from "./reader-order.ts";
import type { SegmentsHere } from "./segments/serve-segments.ts";
import type { StatisticsHere } from "./statistics/serve-statistics.ts";
import type { WorkerDeps } from "./worker-deps.ts";

interface ListSources extends Pick<WorkerDeps, "db" | "clock"> {
  readonly search: Pick<SearchApi, "sorted">;
  readonly views: Pick<LibraryViews, "at" | "look">;
  readonly segments: Pick<SegmentsHere, "columns" | "found">;
  readonly statistics: Pick<StatisticsHere, "behind">;
  readonly outreach: Pick<OutreachHere, "people">;
}

interface Listed {
  readonly ids: readonly string[];
  readonly all: number;
  readonly problems: readonly RuleProblem[];
}

export function createReaderList({
  db,
  clock,
  search,
  views,
  segments,
  statistics,
  outreach,
}: ListSources): ReaderListApi {
  const orders = createReaderOrders({ db, clock }, views, segments.columns);
  let held: { readonly of: readonly unknown[]; readonly listed: Listed } | null = null;

  const listedFor = async ({
    segments: asked,
    figure,
    outreach: ofOutreach = null,
    found,
    order,
    names,
  }: ReaderListAsked): Promise<Listed> => {
    const sorted = await search.sorted(names);
    const all = sorted.length;
    if (
      asked.length === 0 &&
      figure === null &&
      ofOutreach === null &&
      found === null &&
      (order === null || (order.by === "name" && !order.isDown))
    )
      return { ids: sorted, all, problems: [] };
    const rules: ReadonlySet<string>[] = [];
    for (const each of asked) {
      const inRule = await segments.found(each);
      if (!inRule.ok) return { ids: [], all, problems: inRule.error };
      rules.push(inRule.value);
    }
    const behind =
      figure !== null
        ? await statistics.behind(figure.asked, figure.of)
        : ofOutreach === null
          ? null
          : await outreach.people(ofOutreach);
    const keys = order === null ? null : await orders(order, sorted);
    const of = [sorted, behind, keys?.of, JSON.stringify([found, order]), ...rules];
    if (held === null || of.length !== held.of.length || of.some((each, at) => each !== held?.of[at]))
      held = { of, listed: { ids: idsOf(sorted, rules, behind, found, order, keys?.keyOf), all, problems: [] } };
    return held.listed;
  };

  return {
    async part(asked, from, to) {
      const { ids, all, problems } = await listedFor(asked);
      return { ids: ids.slice(from, to), total: ids.length, all, problems };
    },
    placeOf: async (asked, id) => (await listedFor(asked)).ids.indexOf(id),
    async countOf(asked, ids) {
      const listed = new Set((await listedFor(asked)).ids);
      return ids.filter((id) => listed.has(id)).length;
    },
  };
}

function idsOf(
  sorted: readonly string[],
  rules: readonly ReadonlySet<string>[],
  behind: readonly string[] | null,
  found: readonly string[] | null,
  order: ReaderListAsked["order"],
  keyOf: KeyOf | undefined,
): readonly string[] {
  const figure = behind === null ? null : new Set(behind);
  const isIn = (id: string): boolean => rules.every((rule) => rule.has(id)) && (figure === null || figure.has(id));
  if (order === null || keyOf === undefined) {
    if (found !== null) return found.filter(isIn);
    if (behind !== null) return rules.length === 0 ? behind : behind.filter(isIn);
  }
  const wanted = found === null ? null : new Set(found);
  const byName = sorted.filter((id) => isIn(id) && (wanted === null || wanted.has(id)));
  const listed = withAll(byName, found ?? behind ?? [...(rules[0] ?? [])], isIn);
  if (order === null || keyOf === undefined) return listed;
  return order.by === "name" ? (order.isDown ? listed.toReversed() : listed) : inOrder(listed, keyOf, order.isDown);
}

/** A number says how many there are: who is not in the order of names is listed all the same. */
function withAll(byName: readonly string[], all: readonly string[], isIn: (id: string) => boolean): readonly string[] {
  if (byName.length >= all.length) return byName;
  const known = new Set(byName);
  return [...byName, ...all.filter((id) => isIn(id) && !known.has(id))];
}

/**
 * Keys are whole numbers: each is joined with the place by name into one number, and a hundred thousand of those are
 * sorted in a tenth of the time that pairs take.
 */
function inOrder(ids: readonly string[], keyOf: KeyOf, isDown: boolean): readonly string[] {
  const joined = new Float64Array(ids.length);
  const without: string[] = [];
  let size = 0;
  for (const [place, id] of ids.entries()) {
    const key = keyOf(id);
    if (key === undefined) without.push(id);
    else joined[size++] = (isDown ? -key : key) * ids.length + place;
  }
  const sorted = joined.subarray(0, size).sort();
  const listed = Array.from(sorted, (each) => ids[each - Math.floor(each / ids.length) * ids.length] ?? "");
  return [...listed, ...without];
}
