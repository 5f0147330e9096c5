/** A draft is taken up again: of the composer over whatever screen is open, of the hand-over too; of a sheet or a note at the desk. */
import { useCallback } from "react";
import { useTaskSheet } from "../../../desk-services/open-task-sheet.ts";
import { useRunCommand } from "../../../desk-services/run-command.ts";
import { useDeskActions } from "../desk-context.ts";
import type { DeskDraft } from "./drafts.ts";

export function useResume(): (draft: DeskDraft) => void {
  const { resume } = useDeskActions();
  const compose = useTaskSheet();
  const run = useRunCommand();
  return useCallback(
    (draft) => {
      if (draft.tag === "handover") return run("staff.handover");
      if (draft.tag !== "composed") return resume(draft);
      compose({ reader: draft.reader, ...(draft.about !== undefined && { about: draft.about }) });
    },
    [resume, compose, run],
  );
}
