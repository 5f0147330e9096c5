/** Keeping a segment, fixing its list, and deleting it. */
import { useLocation } from "wouter";
import { MOST_FIXED } from "#shared/model/segment.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useNewId } from "../../../acts/use-new-id.ts";
import type { Row } from "../../../db/database.ts";
import { segmentAsked } from "../../../db/segment-asked.ts";
import { create, edit, remove } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { finishedRule, type SegmentDraft } from "./segment-draft.ts";

export interface SegmentActs {
  /** @returns whether it is kept; nothing happens without a name, or while a row lacks its value */
  readonly keep: (draft: SegmentDraft) => Promise<boolean>;
  readonly fix: () => Promise<void>;
  readonly unfix: () => Promise<void>;
  readonly discardForGood: () => Promise<void>;
}

/** @param row null for a new one */
export function useSegmentActs(row: Row<"segment"> | null): SegmentActs {
  const t = useT();
  const act = useAct();
  const format = useFormat();
  const { worker, clock } = useServices();
  const newId = useNewId();
  const { show } = useToasts();
  const [, navigate] = useLocation();
  return {
    async keep(draft) {
      const rule = finishedRule(draft);
      const name = draft.name.trim();
      if (rule === null || name === "") return false;
      const id = row?.id ?? newId.get();
      const { pinned, excluded, openedOn } = draft;
      const change =
        row === null
          ? create("segment", id, { name, rule, pinned, excluded })
          : edit("segment", id, { name, rule }, openedOn);
      const isKept = await act({
        command: row === null ? "segment.create" : "segment.edit",
        changes: [change],
        said: { id: "segments.did-save", values: { segment: name } },
      });
      if (isKept && row === null) newId.next();
      if (isKept) navigate(`/readers/segments/${id}`, { replace: true });
      return isKept;
    },
    async fix() {
      if (row === null) return;
      const readers = await worker.segments.members({ ...segmentAsked(row), fixed: null });
      if (readers.length > MOST_FIXED)
        return show({
          text: t("segments.too-many-to-fix", { count: readers.length, most: MOST_FIXED }),
          tone: "failed",
        });
      const change = edit("segment", row.id, { fixed: { on: format.day(clock.now()), readers: [...readers] } });
      await act({
        command: "segment.fix",
        changes: [change],
        said: { id: "segments.did-fix", values: { count: readers.length } },
      });
    },
    async unfix() {
      if (row !== null)
        await act({
          command: "segment.unfix",
          changes: [edit("segment", row.id, { fixed: null })],
          said: { id: "segments.did-unfix" },
        });
    },
    async discardForGood() {
      if (row === null) return;
      if (
        await act({
          command: "segment.delete",
          changes: [remove("segment", row.id)],
          said: { id: "segments.did-delete", values: { segment: row.name ?? "" } },
        })
      )
        navigate("/readers/segments");
    },
  };
}
