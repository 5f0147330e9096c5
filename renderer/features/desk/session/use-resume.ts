/** A draft is taken up again: of the composer over whatever screen is open, of a sheet or a note at the desk. */
import { useCallback } from "react";
import { useTaskSheet } from "../../../desk-services/open-task-sheet.ts";
import { useDeskActions } from "../desk-context.ts";
import type { DeskDraft } from "./drafts.ts";

export function useResume(): (draft: DeskDraft) => void {
  const { resume } = useDeskActions();
  const compose = useTaskSheet();
  return useCallback(
    (draft) => {
      if (draft.tag !== "composed") return resume(draft);
      compose({ reader: draft.reader, ...(draft.about !== undefined && { about: draft.about }) });
    },
    [resume, compose],
  );
}
