/**
 * Segments as the page asks for them: counts and explains a rule over the columns of all readers, and writes one change
 * for many.
 */
import { choiceCounts } from "#shared/analysis/segments/choice-counts.ts";
import {
  compileFixed,
  compileSegment,
  countConditions,
  membersOf,
  type RuleProblem,
  type SegmentShape,
  storedRule,
} from "#shared/analysis/segments/compile-segment.ts";
import { canonicalJson, type Json } from "#shared/kernel/json.ts";
import type { Result } from "#shared/kernel/result.ts";
import { ok } from "#shared/kernel/result.ts";
import { forgetBatch, readLastBatch } from "../../db/write/last-batch.ts";
import type { SegmentAsked, SegmentsApi } from "../../platform/worker/segments-api.ts";
import type { LibraryViews } from "../library-use/library-view.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { branchReaders } from "./close-branch.ts";
import { type ColumnStore, type ColumnsNow, createColumnStore } from "./column-store.ts";
import { createKnownUse } from "./known-use.ts";
import { asLastBatch } from "./noted-batch.ts";
import { runBatch } from "./run-batch.ts";
import { noteRun } from "./runs.ts";

const nothing = (): void => undefined;

interface Found {
  /** What it was found from. */
  readonly of: readonly unknown[];
  readonly found: Result<ReadonlySet<string>, readonly RuleProblem[]>;
}

/** What the worker's other services ask beside the page. */
export interface SegmentsHere extends SegmentsApi {
  readonly columns: ColumnStore;
  /** Who is in; the same list for as long as nothing of the rule has changed. */
  readonly found: (asked: SegmentAsked) => Promise<Result<ReadonlySet<string>, readonly RuleProblem[]>>;
}

/** @param views those of the statistics: the library's use is in memory once */
export function createSegmentsApi(deps: WorkerDeps, views: LibraryViews): SegmentsHere {
  const columns = createColumnStore(deps, views);
  let cancelled = { is: false };

  const members = async (
    asked: SegmentAsked,
  ): Promise<{ readonly now: ColumnsNow; readonly ids: readonly string[] }> => {
    const now = await columns(fieldsOf(asked), nothing);
    const segment = compiled(asked, now);
    return {
      now,
      ids: segment.ok ? Array.from(membersOf(segment.value, now), (place) => now.readers[place] ?? "") : [],
    };
  };

  let held: readonly Found[] = [];

  return {
    columns,
    async found(asked) {
      const fields = fieldsOf(asked);
      const now = await columns(fields, nothing);
      const by: Readonly<Record<string, unknown>> = now.columns;
      const of = [
        JSON.stringify(asked),
        now.day,
        now.sensitive.join(),
        now.readers,
        ...fields.map((field) => by[field]),
      ];
      const known = held.find((each) => each.of.length === of.length && of.every((part, at) => part === each.of[at]));
      if (known !== undefined) return known.found;
      const segment = compiled(asked, now);
      const found = segment.ok
        ? ok(new Set(Array.from(membersOf(segment.value, now), (place) => now.readers[place] ?? "")))
        : segment;
      held = [{ of, found }, ...held].slice(0, MOST_HELD);
      return found;
    },
    async ask(asked, first, onProgress) {
      const now = await columns(fieldsOf(asked), onProgress);
      const segment = compiled(asked, now);
      if (!segment.ok) return { tag: "refused", problems: segment.error };
      const found = membersOf(segment.value, now);
      return {
        tag: "counted",
        day: now.day,
        readers: now.readers.length,
        members: found.length,
        conditions: countConditions(storedRule(asked.rule, NO_HANDS), now, now.today, now.sensitive),
        first: Array.from(found.subarray(0, first), (place) => ({
          id: now.readers[place] ?? "",
          why: segment.value.why(place),
        })),
      };
    },
    members: async (asked) => (await members(asked)).ids,
    async compare(segment, asked) {
      const { now, ids } = await members(asked);
      // it came through a message: plain data, though an interface does not say so
      return noteRun(deps.db, segment, { day: now.day, rule: canonicalJson(asked as unknown as Json), readers: ids });
    },
    async values(field) {
      const column = (await columns([field], nothing)).columns[field];
      return column === undefined ? [] : choiceCounts(column).slice(0, MOST_VALUES);
    },
    knownUse: createKnownUse(deps, views),
    readersOf: (branch) => branchReaders(deps.db, branch),
    async change(request, onProgress) {
      const task = { is: false };
      cancelled = task;
      return asLastBatch(deps.db, request, () => runBatch(deps, request, () => task.is, onProgress));
    },
    async cancel() {
      cancelled.is = true;
    },
    lastBatch: () => readLastBatch(deps.db),
    async undo(batchId, staff, onProgress) {
      const task = { is: false };
      cancelled = task;
      const { left, failure } = await (await deps.writer(staff)).undoBatch(batchId, {
        onProgress: (done, total, waiting) => onProgress({ done, total, ...(waiting && { waiting }) }),
        isCancelled: () => task.is,
      });
      deps.search.keep();
      // it stays noted, and goes on where it was
      if (failure !== null) throw new Error(failure.tag);
      await forgetBatch(deps.db, batchId);
      return left.length;
    },
  };
}

/** A list of readers asks for one or two at a time. */
const MOST_HELD = 3;
/** A list of choices; whoever means another value writes it. */
const MOST_VALUES = 200;
const NO_HANDS = { pinned: [], excluded: [] };

const fieldsOf = ({ rule }: SegmentAsked): readonly string[] =>
  rule.groups.flatMap(({ conditions }) => conditions.map(({ field }) => field));

const compiled = (asked: SegmentAsked, now: ColumnsNow): Result<SegmentShape, readonly RuleProblem[]> =>
  asked.fixed === null
    ? compileSegment(storedRule(asked.rule, asked), now, now.today, now.sensitive)
    : ok(compileFixed(asked.fixed.readers, asked, now));
