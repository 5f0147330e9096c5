/**
 * What narrows the list, as it stands in the address, so that "back" finds it again: rows of a rule, a segment that was
 * opened, and the figure that the list is behind. A row that lacks its value asks nothing yet.
 */
import { useLayoutEffect, useMemo, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import type { Row } from "../../../db/database.ts";
import { segmentAsked } from "../../../db/segment-asked.ts";
import type { SegmentAsked } from "../../../platform/worker/segments-api.ts";
import {
  type DraftCondition,
  draftOf,
  finishedRule,
  isChanged,
  isFinished,
  parseDraft,
  type SegmentDraft,
} from "../segments/segment-draft.ts";
import { useSegment } from "../segments/segment-queries.ts";
import type { KeptList } from "./kept-list.ts";

const NO_ROWS: SegmentDraft = {
  name: "",
  match: "all",
  groups: [{ match: "all", conditions: [] }],
  pinned: [],
  excluded: [],
};

/** One chip: a row, or rows that are joined by "or" and change only together. */
export type FilterChip =
  | { readonly tag: "row"; readonly group: number; readonly row: number; readonly condition: DraftCondition }
  | { readonly tag: "group"; readonly group: number; readonly conditions: readonly DraftCondition[] }
  | { readonly tag: "whole" };

/** Whether rows stand beside each other, all of them to be fulfilled. */
const isJoinedByAnd = ({ match, groups }: SegmentDraft): boolean =>
  match === "all" || groups.filter(({ conditions }) => conditions.length > 0).length < 2;

export function chipsOf(draft: SegmentDraft): readonly FilterChip[] {
  if (!isJoinedByAnd(draft)) return [{ tag: "whole" }];
  return draft.groups.flatMap(({ match, conditions }, group): readonly FilterChip[] =>
    match === "all" || conditions.length === 1
      ? conditions.map((condition, row) => ({ tag: "row", group, row, condition }))
      : conditions.length === 0
        ? []
        : [{ tag: "group", group, conditions }],
  );
}

/** One row more; rows that are joined by "or" stay together. Null where the whole rule is. */
export function withCondition(draft: SegmentDraft, condition: DraftCondition): SegmentDraft | null {
  if (!isJoinedByAnd(draft)) return null;
  const place = draft.groups.findIndex(({ match, conditions }) => match === "all" || conditions.length === 0);
  const groups =
    place < 0
      ? [...draft.groups, { match: "all" as const, conditions: [condition] }]
      : draft.groups.map((group, at) =>
          at === place ? { match: "all" as const, conditions: [...group.conditions, condition] } : group,
        );
  return { ...draft, match: "all", groups };
}

/** Without what a chip stands for; of everything nothing is left. */
export function withoutChip(draft: SegmentDraft, chip: FilterChip): SegmentDraft {
  if (chip.tag === "whole") return { ...draft, match: "all", groups: NO_ROWS.groups };
  const groups = draft.groups
    .map((group, at) =>
      at === chip.group
        ? { ...group, conditions: chip.tag === "group" ? [] : group.conditions.filter((_, row) => row !== chip.row) }
        : group,
    )
    .filter(({ conditions }) => conditions.length > 0);
  return { ...draft, groups: groups.length === 0 ? NO_ROWS.groups : groups };
}

/** Of the rows those that ask something. */
export function askingRows(draft: SegmentDraft): SegmentDraft {
  const groups = draft.groups.map((group) => ({ ...group, conditions: group.conditions.filter(isFinished) }));
  return { ...draft, groups };
}

const hasRows = ({ groups }: SegmentDraft): boolean => groups.some(({ conditions }) => conditions.length > 0);

/** The questions that all have to be answered with yes: a list that was fixed once is narrowed by the rows beside it. */
function segmentsAsked(
  draft: SegmentDraft,
  segment: Row<"segment"> | null | undefined,
  isDirty: boolean,
): readonly SegmentAsked[] {
  const asking = askingRows(draft);
  const rule = finishedRule(asking);
  const rows: readonly SegmentAsked[] =
    rule === null || !hasRows(asking) ? [] : [{ rule, pinned: [], excluded: [], fixed: null }];
  if (segment == null) return rows;
  if (!isDirty || segment.fixed !== undefined)
    return [segmentAsked(segment), ...(segment.fixed === undefined ? [] : rows)];
  const { pinned = [], excluded = [] } = segment;
  // nobody fulfils a rule without rows: whoever takes out the last one wants to see everybody
  return rule === null || !hasRows(asking) ? [] : [{ rule, pinned, excluded, fixed: null }];
}

function withoutPlace(search: string): string {
  const said = new URLSearchParams(search);
  said.delete("at");
  return said.toString();
}

export interface ListFilter {
  readonly draft: SegmentDraft;
  readonly chips: readonly FilterChip[];
  /** Null: none is opened, or it is gone; undefined while it is read. */
  readonly segment: Row<"segment"> | null | undefined;
  /** Of an opened one: the rows are others now than it has. */
  readonly isDirty: boolean;
  readonly asked: readonly SegmentAsked[];
  readonly isNarrowed: boolean;
  readonly set: (draft: SegmentDraft) => void;
  /** All readers again; behind a figure all of the figure. */
  readonly clear: () => void;
  readonly open: (segment: string) => void;
}

/** All readers, whatever the list was narrowed to when it was left. */
export const ALL_READERS = "/readers?all";

/**
 * @param kept null behind a figure, which brings its own address
 * @param onOther another list is asked for than was left: nothing of that one is mixed with it
 */
export function useListFilter(kept: KeptList | null, onOther: () => void): ListFilter {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const opened = params.get("segment");
  const row = useSegment(opened ?? "");
  const segment = opened === null ? null : row;
  const text = params.get("draft");
  const other = useRef(onOther);
  useLayoutEffect(() => {
    other.current = onOther;
  });
  useLayoutEffect(() => {
    // the address of another screen may come before this one goes
    if (kept === null || path !== "/readers") return;
    const { search: before = "" } = kept;
    const isAll = new URLSearchParams(search).has("all");
    // whoever comes without saying for what means the list as it was left
    if (search === "" && before !== "") return navigate(`/readers?${before}`, { replace: true });
    const asked = isAll ? "" : withoutPlace(search);
    kept.search = asked;
    if (isAll || asked !== before) other.current();
    if (isAll) navigate("/readers", { replace: true });
  }, [kept, search, path, navigate]);
  return useMemo(() => {
    const of = segment == null || segment.fixed !== undefined ? NO_ROWS : draftOf(segment);
    const draft = parseDraft(text) ?? of;
    const isDirty =
      segment != null &&
      (segment.fixed === undefined ? isChanged({ ...draft, name: segment.name ?? "" }, segment) : hasRows(draft));
    const go = (change: (next: URLSearchParams) => void): void => {
      const next = new URLSearchParams(search);
      change(next);
      const query = next.toString();
      if (kept !== null) kept.search = withoutPlace(query);
      navigate(query === "" ? path : `${path}?${query}`, { replace: true });
    };
    return {
      draft,
      chips: chipsOf(draft),
      segment,
      isDirty,
      asked: segmentsAsked(draft, segment, isDirty),
      isNarrowed: segment != null || hasRows(draft),
      set: (next) =>
        go((to) => (hasRows(next) || opened !== null ? to.set("draft", JSON.stringify(next)) : to.delete("draft"))),
      clear: () =>
        go((to) => {
          to.delete("draft");
          to.delete("segment");
        }),
      open: (id) =>
        go((to) => {
          to.delete("draft");
          to.set("segment", id);
        }),
    };
  }, [segment, text, opened, path, search, navigate, kept]);
}
