/** One row of a rule: field, condition, value, and how many readers fulfil it alone. */
import { X } from "lucide-react";
import { useState } from "react";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { isSegmentField, segmentFieldName } from "../../../words/rule-words.ts";
import { FieldPicker } from "./field-picker.tsx";
import { type DraftCondition, isFinished, waysToAsk, withField, withIs } from "./segment-draft.ts";
import styles from "./segments.module.css";
import { ValueEditor } from "./value-editor.tsx";

interface ConditionRowProps {
  readonly condition: DraftCondition;
  /** Null where it cannot be asked, undefined while it is being counted. */
  readonly count: number | null | undefined;
  readonly onChange: (condition: DraftCondition) => void;
  readonly onRemove: () => void;
}

export function ConditionRow({ condition, count, onChange, onRemove }: ConditionRowProps) {
  const t = useT();
  const format = useFormat();
  const [isPicking, setIsPicking] = useState(false);
  const { field, is } = condition;
  const name = segmentFieldName(field, t);
  const ways = isSegmentField(field) ? waysToAsk(field) : [];
  const way = ways.find((each) => each === is);
  return (
    <li className={styles.row}>
      <Button
        className={styles.field ?? ""}
        aria-label={t("segments.field-of", { field: name })}
        onClick={() => setIsPicking(true)}
      >
        {name}
      </Button>
      {way === undefined ? (
        <span className="soft">{t("segments.newer")}</span>
      ) : (
        <Select
          aria-label={t("segments.condition-of", { field: name })}
          value={way}
          options={ways.map((value) => ({
            value,
            label: field === "core" ? t(value === "known" ? "words.yes" : "words.no") : t(`conditions.is-${value}`),
          }))}
          onChange={(value) => onChange(withIs(condition, value))}
        />
      )}
      <ValueEditor condition={condition} onChange={onChange} />
      <span className={styles.count}>
        {!isFinished(condition)
          ? t("segments.unfinished")
          : count === null
            ? t("segments.not-recorded")
            : count === undefined
              ? ""
              : t("segments.alone", { count: format.number(count) })}
      </span>
      <IconButton icon={X} label={t("segments.remove-row", { field: name })} onClick={onRemove} />
      {isPicking && (
        <FieldPicker
          asked={new Set([field])}
          onPick={(value) => value !== field && onChange(withField(value))}
          onClose={() => setIsPicking(false)}
        />
      )}
    </li>
  );
}
