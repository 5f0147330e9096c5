/** A stored segment as the worker is asked for its members. */
import type { SegmentAsked } from "../platform/worker/segments-api.ts";
import type { Row } from "./database.ts";

const NOBODY = { match: "all", groups: [] } as const satisfies SegmentAsked["rule"];

export const segmentAsked = ({ rule = NOBODY, pinned = [], excluded = [], fixed }: Row<"segment">): SegmentAsked => ({
  rule,
  pinned,
  excluded,
  fixed: fixed ?? null,
});
