/**
 * One row of the filter: how it is asked, and for what. Every change narrows the list behind it at once, and the number
 * follows; Enter in a field, or Ctrl+Enter, is done.
 */
import { useState } from "react";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { isEnter, matchKeys } from "../../../ui/keyboard.ts";
import { Select } from "../../../ui/select.tsx";
import { isSegmentField, segmentFieldName } from "../../../words/rule-words.ts";
import { type DraftCondition, isFinished, waysToAsk, withIs } from "../segments/segment-draft.ts";
import { ValueEditor } from "../segments/value-editor.tsx";

interface ConditionDialogProps {
  readonly condition: DraftCondition;
  /** Of a new row: its values are asked for at once. */
  readonly isNew: boolean;
  /** How many the list shows with it. */
  readonly count: number | undefined;
  readonly onChange: (condition: DraftCondition) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function ConditionDialog(props: ConditionDialogProps) {
  const { condition: first, isNew, count, onChange, onRemove, onClose } = props;
  const t = useT();
  // the address follows a moment later than the hand
  const [condition, setCondition] = useState(first);
  const { field, is } = condition;
  const ways = isSegmentField(field) ? waysToAsk(field) : [];
  const way = ways.find((each) => each === is);
  const change = (next: DraftCondition): void => {
    setCondition(next);
    onChange(next);
  };
  const close = (): void => {
    if (isFinished(condition)) onClose();
    else onRemove();
  };
  return (
    <Dialog
      open
      title={segmentFieldName(field, t)}
      closeLabel={t("batch.close")}
      onClose={close}
      onKeyDown={(event) => {
        // Enter in the choice of values is that one's
        if (event.defaultPrevented) return;
        const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
        if (!matchKeys(event, "Ctrl+Enter") && !(isField && isEnter(event))) return;
        event.preventDefault();
        close();
      }}
      footer={
        <footer>
          <Button onClick={onRemove}>{t("readers.filter-remove")}</Button>
          <Button kind="primary" keys="Ctrl+Enter" onClick={close}>
            {t("readers.columns-done")}
          </Button>
        </footer>
      }
    >
      <div className="stack">
        <div className="row">
          {way === undefined ? (
            <span className="soft">{t("segments.newer")}</span>
          ) : (
            <Select
              aria-label={t("segments.condition-of", { field: segmentFieldName(field, t) })}
              value={way}
              options={ways.map((value) => ({
                value,
                label: field === "core" ? t(value === "known" ? "words.yes" : "words.no") : t(`conditions.is-${value}`),
              }))}
              onChange={(value) => change(withIs(condition, value))}
            />
          )}
          <ValueEditor condition={condition} asksAtOnce={isNew} onChange={change} />
        </div>
        <p className="soft" role="status">
          {isFinished(condition) ? count !== undefined && t("readers.count", { count }) : t("segments.wait-for-value")}
        </p>
      </div>
    </Dialog>
  );
}
