/**
 * Keeps what the list is narrowed by as a segment, under a name: its rows, which find other readers tomorrow; behind a
 * figure, and of a list that was fixed, the readers who are listed today.
 */
import { useState } from "react";
import { MOST_FIXED, type Segment, type StoredRule } from "#shared/model/segment.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useNewId } from "../../../acts/use-new-id.ts";
import { create } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";

interface SaveSegmentDialogProps {
  /** Null: who is listed, not how they are found. */
  readonly rule: StoredRule | null;
  /** Who was put in and left out of the segment that the rows come from. */
  readonly hands: Pick<Segment, "pinned" | "excluded">;
  readonly listed: () => Promise<readonly string[]>;
  readonly count: number;
  readonly onSaved: (segment: string) => void;
  readonly onClose: () => void;
}

const NO_RULE: StoredRule = { match: "all", groups: [] };

export function SaveSegmentDialog({ rule, hands, listed, count, onSaved, onClose }: SaveSegmentDialogProps) {
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const newId = useNewId();
  const { clock } = useServices();
  const [name, setName] = useState("");
  const isTooMany = rule === null && count > MOST_FIXED;
  const save = async (): Promise<void> => {
    const named = name.trim();
    if (named === "" || isTooMany) return;
    const id = newId.get();
    const { pinned = [], excluded = [] } = hands;
    const who =
      rule === null
        ? { rule: NO_RULE, fixed: { on: format.day(clock.now()), readers: [...(await listed())] } }
        : { rule, pinned, excluded };
    const isKept = await act({
      command: "segment.create",
      changes: [create("segment", id, { name: named, ...who })],
      said: { id: "segments.did-save", values: { segment: named } },
    });
    if (!isKept) return;
    newId.next();
    onSaved(id);
    onClose();
  };
  return (
    <Dialog
      open
      title={t("readers.filter-save")}
      closeLabel={t("batch.close")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("readers.save")}
          cancel={t("readers.cancel")}
          disabled={name.trim() === "" || isTooMany}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <Field
          label={t("words.segment.name")}
          hint={t(rule === null ? "readers.filter-save-list" : "readers.filter-save-rule", { count })}
          {...(isTooMany && { error: t("segments.too-many-to-fix", { count, most: MOST_FIXED }) })}
        >
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onEnter={() => void save()}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
