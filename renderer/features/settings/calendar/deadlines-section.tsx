/** In how many working days each kind of opinion must be answered; what is open moves with it. */
import { useLiveQuery } from "dexie-react-hooks";
import { type FocusEvent, useState } from "react";
import { FEEDBACK_TYPES, type FeedbackType } from "#shared/model/feedback.ts";
import {
  DEADLINES_ID,
  type DeadlineDays,
  deadlineDaysOf,
  LONGEST_DEADLINE,
} from "#shared/model/settings/deadline-days.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { readSetting, setSetting } from "../../../db/write/library-setting.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useAllBranches } from "../branches/branch-queries.ts";
import { duesChanged, useMovedDues } from "./calendar-queries.ts";

export function DeadlinesSection() {
  const t = useT();
  const { db } = useServices();
  const act = useAct();
  const movedDues = useMovedDues();
  const branches = useAllBranches();
  const stored = useLiveQuery(async () => await readSetting(db, DEADLINES_ID), [db]);
  if (stored === undefined || branches === undefined) return null;
  const now = deadlineDaysOf(settingValue(stored));
  const save = async (type: FeedbackType, days: number | null): Promise<void> => {
    const next: DeadlineDays = { ...now, [type]: days };
    const dues = await movedDues({ before: branches, after: branches, within: { before: now, after: next } });
    await act({
      command: "setting.deadlines",
      changes: [...setSetting(stored, DEADLINES_ID, "deadlines", next), ...duesChanged(dues)],
      said: { id: "settings.did-deadlines", values: { type: t(`words.opinion.${type}`) } },
      detail: t("calendar.dues-moved", { count: dues.length }),
    });
  };
  return (
    <>
      <p className="field-hint">{t("settings.deadlines-hint")}</p>
      <div className="settings-fields">
        {FEEDBACK_TYPES.map((type) => (
          <DaysField
            key={`${type}-${now[type]}`}
            type={type}
            days={now[type]}
            onDays={(days) => void save(type, days)}
          />
        ))}
      </div>
    </>
  );
}

interface DaysFieldProps {
  readonly type: FeedbackType;
  readonly days: number | null;
  readonly onDays: (days: number | null) => void;
}

/** An emptied field is no deadline; what is no number of days stays to be put right, and says so. */
function DaysField({ type, days, onDays }: DaysFieldProps) {
  const t = useT();
  const [isWrong, setIsWrong] = useState(false);
  const left = ({ currentTarget: { value, validity } }: FocusEvent<HTMLInputElement>): void => {
    const typed = value.trim() === "" ? null : Number(value);
    const isRight =
      !validity.badInput && (typed === null || (Number.isInteger(typed) && typed >= 1 && typed <= LONGEST_DEADLINE));
    setIsWrong(!isRight);
    if (isRight && typed !== days) onDays(typed);
  };
  return (
    <Field
      label={t(`words.opinion.${type}`)}
      {...(isWrong && { error: t("settings.deadlines-wrong", { most: LONGEST_DEADLINE }) })}
    >
      {(control) => (
        <TextInput
          {...control}
          type="number"
          min={1}
          max={LONGEST_DEADLINE}
          inputMode="numeric"
          placeholder={t("settings.deadlines-none")}
          defaultValue={days ?? ""}
          onBlur={left}
        />
      )}
    </Field>
  );
}
