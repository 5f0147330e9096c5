/** The value of a row: some of a list, a number, days, or a day. */
import { Plus, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { ValueCount } from "#shared/analysis/segments/choice-counts.ts";
import { isDay } from "#shared/kernel/day.ts";
import { readWholeDay } from "#shared/model/input/whole-day.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { PickDialog } from "../../../ui/dialogs/pick-dialog.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { isSegmentField, ruleValue, segmentFieldName } from "../../../words/rule-words.ts";
import { useWords } from "./rule-wording.ts";
import type { DraftCondition } from "./segment-draft.ts";
import styles from "./segments.module.css";
import { ownValues } from "./value-choices.ts";

interface ValueEditorProps {
  readonly condition: DraftCondition;
  /** The choice of values opens with the row. */
  readonly asksAtOnce?: boolean;
  readonly onChange: (condition: DraftCondition) => void;
}

export function ValueEditor({ condition, asksAtOnce = false, onChange }: ValueEditorProps) {
  const t = useT();
  const name = segmentFieldName(condition.field, t);
  switch (condition.is) {
    case "any-of":
    case "none-of":
    case "all-of":
      return <Values condition={condition} asksAtOnce={asksAtOnce} onChange={onChange} />;
    case "at-least":
    case "at-most":
      return (
        <NumberInput
          label={t("segments.number-of", { field: name })}
          value={condition.number}
          onValue={(number) => onChange({ ...condition, number })}
        />
      );
    case "in-last":
    case "not-in-last":
    case "in-next":
      return (
        <span className="row">
          <NumberInput
            label={t("segments.days-of", { field: name })}
            value={condition.days}
            onValue={(days) => onChange({ ...condition, days })}
          />
          {t("segments.days")}
        </span>
      );
    case "from":
    case "until":
      return (
        <DayInput
          label={t("segments.day-of", { field: name })}
          day={condition.day ?? ""}
          onDay={(day) => onChange({ ...condition, day })}
        />
      );
    default:
      return null;
  }
}

/** Shows the day as it was typed; the row has it as it was read. */
function DayInput({ label, day, onDay }: { label: string; day: string; onDay: (day: string) => void }) {
  const t = useT();
  const { place } = useHouse();
  const format = useFormat();
  const [typed, setTyped] = useState(() => format.shownDay(day));
  const id = useId();
  const isWrong = day !== "" && !isDay(day);
  return (
    <>
      <TextInput
        className={styles.day}
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? id : undefined}
        placeholder={format.shownDay(t("segments.day-hint"))}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onDay(readWholeDay(event.target.value, place) ?? event.target.value.trim());
        }}
      />
      {isWrong && (
        <span id={id} className="field-error">
          {t("segments.day-unread")}
        </span>
      )}
    </>
  );
}

/** An emptied field is no number, and the row not finished. */
function NumberInput({
  label,
  value,
  onValue,
}: {
  label: string;
  value: number | null | undefined;
  onValue: (value: number | null) => void;
}) {
  return (
    <TextInput
      className={styles.number}
      type="number"
      min={0}
      inputMode="numeric"
      aria-label={label}
      value={value ?? ""}
      onChange={(event) =>
        onValue(Number.isNaN(event.currentTarget.valueAsNumber) ? null : event.currentTarget.valueAsNumber)
      }
    />
  );
}

function Values({ condition, asksAtOnce = false, onChange }: ValueEditorProps) {
  const words = useWords();
  const { t, house, format } = words;
  const { worker } = useServices();
  const [isOpen, setIsOpen] = useState(false);
  const [found, setFound] = useState<readonly ValueCount[]>([]);
  const add = useRef<HTMLButtonElement>(null);
  const { field, values = [] } = condition;
  useEffect(() => {
    if (!asksAtOnce) return;
    // where the focus comes back to
    add.current?.focus();
    setIsOpen(true);
  }, [asksAtOnce]);
  useEffect(() => {
    if (!isOpen || !isSegmentField(field)) return;
    let isWanted = true;
    worker.segments.values(field).then(
      (counts) => isWanted && setFound(counts),
      // without counts the field's own values are offered all the same
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [isOpen, worker, field]);
  const counts = new Map(found.map(({ value, readers }) => [value, readers]));
  const offered = [...new Set([...ownValues(field, house), ...counts.keys()])].map((value) => ({
    value,
    label: ruleValue(field, value, words),
    hint: format.number(counts.get(value) ?? 0),
    chosen: values.includes(value),
  }));
  return (
    <span className={styles.values}>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-label={t("segments.remove-value", { value: ruleValue(field, value, words) })}
          onClick={() => {
            add.current?.focus();
            onChange({ ...condition, values: values.filter((each) => each !== value) });
          }}
        >
          {ruleValue(field, value, words)}
          <Icon icon={X} />
        </button>
      ))}
      <Button
        ref={add}
        size="small"
        icon={Plus}
        aria-label={t("segments.add-value-of", { field: segmentFieldName(field, t) })}
        onClick={() => setIsOpen(true)}
      >
        {t("segments.add-value")}
      </Button>
      {isOpen && (
        <PickDialog
          title={segmentFieldName(field, t)}
          closeLabel={t("segments.close")}
          filterLabel={t("segments.filter")}
          empty={t("segments.no-match")}
          items={offered}
          // where a library has thousands of values, not all of them are offered
          {...(ownValues(field, house).length === 0 && {
            custom: (text: string) => ({ value: text, label: text, hint: t("segments.as-written") }),
          })}
          onPick={(value) =>
            onChange({
              ...condition,
              values: values.includes(value) ? values.filter((each) => each !== value) : [...values, value],
            })
          }
          onClose={() => setIsOpen(false)}
        />
      )}
    </span>
  );
}
