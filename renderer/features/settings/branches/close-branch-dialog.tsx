/**
 * A branch that has readers closes: they go to another one, and so does the population that it served. What was done
 * in it stays under its name.
 */
import { useId, useState } from "react";
import type { Batch } from "../../../acts/use-batch.ts";
import type { Row } from "../../../db/database.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Radio } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { ProgressBar } from "../../../ui/progress-bar.tsx";

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
  const format = useFormat();
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
        <div className="stack">
          <p aria-live="polite">
            {rate.waiting === true
              ? t("acts.waiting", { done: rate.done, total: rate.total })
              : `${format.number(rate.done)} / ${format.number(rate.total)}`}
          </p>
          <ProgressBar label={t("settings.branch-close", { name })} done={rate.done} total={rate.total} />
          <p>
            <Button autoFocus keys="Esc" onClick={batch.cancel}>
              {t("settings.branch-close-stop")}
            </Button>
          </p>
        </div>
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
                {row.code === undefined ? row.name : `${row.name}（${row.code}）`}
              </Radio>
            ))}
          </div>
          <p className="field-hint">{t("settings.branch-close-hint", { name })}</p>
        </div>
      )}
    </Dialog>
  );
}
