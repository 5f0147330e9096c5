/**
 * One timeline over everything that passed between a reader and the library: contacts, opinions, tasks and
 * promises, and use as one line a month. Pure; newest first.
 */
import { CHANNELS, type Channel } from "#shared/model/interaction.ts";
import type { Masked } from "../../db/masked.ts";

export type TimelineItem =
  | {
      readonly tag: "interaction";
      readonly id: string;
      readonly at: number;
      readonly channel: Channel | undefined;
      readonly row: Masked<"interaction">;
      /** It was logged for somebody else, and she took part. */
      readonly tookPart: boolean;
      readonly participants: number;
    }
  | {
      readonly tag: "opinion";
      readonly id: string;
      readonly at: number;
      readonly channel: Channel | undefined;
      readonly row: Masked<"feedback">;
    }
  | {
      readonly tag: "task";
      readonly id: string;
      readonly at: number;
      readonly channel: undefined;
      readonly row: Masked<"task">;
    }
  | {
      readonly tag: "use";
      readonly id: string;
      readonly at: number;
      readonly channel: undefined;
      readonly counts: readonly (readonly [kind: UseKind, count: number])[];
    }
  | {
      readonly tag: "import";
      readonly id: string;
      readonly at: number;
      readonly channel: undefined;
      readonly file: string | undefined;
    };

type UseKind = NonNullable<Masked<"activity">["kind"]>;

export interface TimelineSources {
  readonly interactions: readonly Masked<"interaction">[];
  readonly takenPart: readonly Masked<"interaction">[];
  readonly participants: ReadonlyMap<string, number>;
  readonly opinions: readonly Masked<"feedback">[];
  readonly tasks: readonly Masked<"task">[];
  readonly activity: readonly Masked<"activity">[];
  /** Without its file where only this desk's log knows the import. */
  readonly imports: readonly { readonly id: string; readonly at: number; readonly file?: string }[];
}

/** @param instantOf the moment a day ends in, so that a month's use stands above nothing of the next month */
export function timelineOf(
  sources: TimelineSources,
  instantOf: (day: string) => number,
  createdAt: (id: string) => number,
): readonly TimelineItem[] {
  const items: TimelineItem[] = [
    // an opinion and the record written with it are one event
    ...sources.interactions
      .filter((row) => row.feedback === undefined || !sources.opinions.some((opinion) => opinion.id === row.feedback))
      .map(
        (row): TimelineItem => ({
          tag: "interaction",
          id: row.id,
          at: row.at ?? createdAt(row.id),
          channel: row.channel,
          row,
          tookPart: false,
          participants: sources.participants.get(row.id) ?? 0,
        }),
      ),
    ...sources.takenPart.map(
      (row): TimelineItem => ({
        tag: "interaction",
        id: row.id,
        at: row.at ?? createdAt(row.id),
        channel: row.channel,
        row,
        tookPart: true,
        participants: sources.participants.get(row.id) ?? 0,
      }),
    ),
    ...sources.opinions.map(
      (row): TimelineItem => ({
        tag: "opinion",
        id: row.id,
        at: row.receivedAt ?? createdAt(row.id),
        channel: row.channel,
        row,
      }),
    ),
    ...sources.tasks.map(
      (row): TimelineItem => ({ tag: "task", id: row.id, at: createdAt(row.id), channel: undefined, row }),
    ),
    ...monthsOfUse(sources.activity, instantOf),
    ...sources.imports.map(({ id, at, file }): TimelineItem => ({ tag: "import", id, at, channel: undefined, file })),
  ];
  return items.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

function monthsOfUse(rows: readonly Masked<"activity">[], instantOf: (day: string) => number): readonly TimelineItem[] {
  const months = new Map<string, { last: string; counts: Map<UseKind, number> }>();
  for (const { on, kind, quantity = 1 } of rows) {
    if (on === undefined || kind === undefined) continue;
    const month = on.slice(0, 7);
    const entry = months.get(month) ?? { last: on, counts: new Map<UseKind, number>() };
    if (on > entry.last) entry.last = on;
    entry.counts.set(kind, (entry.counts.get(kind) ?? 0) + quantity);
    months.set(month, entry);
  }
  return [...months].map(
    ([month, { last, counts }]): TimelineItem => ({
      tag: "use",
      id: `use-${month}`,
      at: instantOf(last),
      channel: undefined,
      counts: [...counts].sort((a, b) => b[1] - a[1]),
    }),
  );
}

export type Filter = Channel | "all" | "task" | "use";

/** The filters that would show something, each with its count; all of them first. */
export function filtersOf(items: readonly TimelineItem[]): readonly (readonly [filter: Filter, count: number])[] {
  const filters: readonly Filter[] = ["all", ...CHANNELS, "task", "use"];
  return filters
    .map((filter) => [filter, items.filter((item) => isShown(item, filter)).length] as const)
    .filter(([filter, count]) => filter === "all" || count > 0);
}

export const isShown = (item: TimelineItem, filter: Filter): boolean =>
  filter === "all" || item.channel === filter || item.tag === filter;

/** Records that she was logged for together with others. */
export const sharedRecords = (items: readonly TimelineItem[]): readonly string[] =>
  items.flatMap((item) => (item.tag === "interaction" && !item.tookPart && item.participants > 0 ? [item.id] : []));
