/** The draft in the address: leaving for a reader and coming back finds it as it was. */
import { useLocation, useSearch } from "wouter";
import type { Row } from "../../../db/database.ts";
import { seenCells } from "../../../db/write/opened-form.ts";
import { useT } from "../../../i18n/use-t.ts";
import { draftOf, isChanged, NEW_DRAFT, parseDraft, type SegmentDraft } from "./segment-draft.ts";
import { TEMPLATES, templateDraft } from "./templates.ts";

export interface DraftNow {
  readonly draft: SegmentDraft;
  /** Something would be lost. */
  readonly isDirty: boolean;
  readonly set: (draft: SegmentDraft) => void;
  readonly discard: () => void;
}

/** @param row null for a new one */
export function useDraft(row: Row<"segment"> | null): DraftNow {
  const t = useT();
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const written = parseDraft(asked.get("draft"));
  const template = TEMPLATES.find((each) => each === asked.get("template"));
  const begun =
    row !== null
      ? draftOf(row)
      : template === undefined
        ? NEW_DRAFT
        : templateDraft(template, t(`segments.template-${template}`));
  const discard = (): void => navigate(path, { replace: true });
  return {
    draft: written ?? begun,
    isDirty: row === null || (written !== null && isChanged(written, row)),
    discard,
    set(next) {
      if (row !== null && !isChanged(next, row)) return discard();
      // what the record said when the writing began (R10)
      const openedOn = next.openedOn ?? (row === null ? undefined : seenCells("segment", row, ["name", "rule"]));
      navigate(
        `${path}?${new URLSearchParams({ draft: JSON.stringify(openedOn === undefined ? next : { ...next, openedOn }) })}`,
        { replace: true },
      );
    },
  };
}
