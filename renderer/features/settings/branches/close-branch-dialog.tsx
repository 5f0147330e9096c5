/**
 * A branch that has readers closes: they go to another one, and so does the population that it served. What was done
 * in it stays under its name.
 */
import { useId, useState } from "react";
import { marked } from "#shared/model/colleagues/namesakes.ts";
import { BatchProgress } from "../../../acts/batch-progress.tsx";
import type { Batch } from "../../../acts/use-batch.ts";
import type { Row } from "../../../db/database.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Radio } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";

export interface CloseBranchDialogProps {
  readonly branch: Row<"branch">;
  /** Ids of its readers, one at least. */
  readonly readers: readonly string[];
  /** Open branches beside it, one at least. */
  readonly others: readonly Row<"branch">[];
  readonly onClose: () => void;
  readonly batch: Batch;
}

export function CloseBranchDialog({ branch, readers, others, onClose, batch }: CloseBranchDialogProps) {
  const t = useT();
  const group = useId();
  const [into, setInto] = useState(others.length === 1 ? others[0]?.id : undefined);
  const { name = "" } = branch;
  const go = useOnce(async (): Promise<void> => {
    if (into === undefined) return;
    await batch.run(readers, { tag: "set-branch", branch: into, closes: branch.id });
    onClose();
  });
  const { rate } = batch;
  return (
    <Dialog
      open
      title={t("settings.branch-close", { name })}
      closeLabel={t("settings.branch-close-cancel")}
      onClose={rate === null ? onClose : batch.cancel}
      footer={
        rate === null && (
          <DialogButtons
            act={t("settings.branch-close-go", { count: readers.length })}
            cancel={t("settings.branch-close-cancel")}
            disabled={into === undefined}
            onAct={() => void go()}
            onCancel={onClose}
          />
        )
      }
    >
      {rate !== null ? (
        <BatchProgress label={t("settings.branch-close", { name })} rate={rate} onStop={batch.cancel} />
      ) : (
        <div className="stack">
          <p>{t("settings.branch-close-asked", { count: readers.length })}</p>
          <div
            role="radiogroup"
            aria-label={t("settings.branch-close-asked", { count: readers.length })}
            className="stack"
          >
            {others.map((row) => (
              <Radio key={row.id} name={group} checked={into === row.id} onChange={() => setInto(row.id)}>
                {row.code === undefined ? row.name : marked(row.name ?? "", row.code)}
              </Radio>
            ))}
          </div>
          <p className="field-hint">{t("settings.branch-close-hint", { name })}</p>
        </div>
      )}
    </Dialog>
  );
}
