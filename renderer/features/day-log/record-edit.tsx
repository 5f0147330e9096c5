/**
 * One record changed where it stands: purpose, words and minutes; its reader at once, as it is taken back. It says whose
 * entry it is. What a colleague has written meanwhile stands beside it as a conflict, and what was taken away meanwhile is not written.
 */
import { useEffect, useRef, useState } from "react";
import { useAct } from "../../acts/use-acts.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useColleagues } from "../../desk-services/known-colleagues.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useRecordHistory } from "../../desk-services/record-history.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useRich, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { isIme } from "../../ui/keyboard.ts";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { EDITED_HERE } from "../../ui/unsaved-words.ts";
import styles from "./day-log.module.css";
import { type LogWords, purposesOf } from "./log-words.ts";
import { formOfRecord, type OpenedRecord, type RecordForm, recordChanges } from "./record-form.ts";
import type { LoggedRecord } from "./use-log-day.ts";

export interface RecordEditProps {
  readonly record: LoggedRecord;
  readonly opened: OpenedRecord;
  /** As the list calls whoever it is about. */
  readonly who: React.ReactNode;
  readonly words: LogWords;
  readonly onGive: (onClosed: () => void) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function RecordEdit({ record, opened, who, words, onGive, onRemove, onClose }: RecordEditProps) {
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const house = useHouse();
  const { db } = useServices();
  const openHistory = useRecordHistory();
  const first = useRef<HTMLInputElement>(null);
  const before = formOfRecord(opened);
  const typed = useRef<RecordForm>(before);
  const [purpose, setPurpose] = useState(before.purpose);
  const [trouble, setTrouble] = useState<"day-log.not-a-number" | "day-log.taken-back" | null>(null);
  useEffect(() => first.current?.focus(), []);
  const time = format.time(record.at ?? 0);
  const kind = words.nameOf("purpose", record.purpose ?? "other");
  const save = useOnce(async () => {
    const changes = recordChanges(opened, { ...typed.current, purpose });
    if (changes === null) return setTrouble("day-log.not-a-number");
    const now = await db.interaction.get(opened.id);
    if (now === undefined || now.gone === 1) return setTrouble("day-log.taken-back");
    setTrouble(null);
    if (changes.length === 0 || (await act({ command: "interaction.edit", changes, said: { id: "day-log.did-save" } })))
      onClose();
  });
  const keep = (field: keyof RecordForm) => (event: React.ChangeEvent<HTMLInputElement>) => {
    typed.current = { ...typed.current, [field]: event.target.value };
  };
  const keys = { onEnter: () => void save(), onEscape: onClose };
  const purposes = [...new Set([...(purpose === "" ? [""] : []), ...purposesOf(house), purpose])];
  return (
    <form
      className={styles.edit}
      aria-label={t("day-log.edit-of", { time, kind })}
      {...EDITED_HERE}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className={styles.fields}>
        <time>{time}</time>
        <Select
          aria-label={t("day-log.group-purpose")}
          value={purpose}
          onChange={setPurpose}
          options={purposes.map((value) => ({
            value,
            label: value === "" ? t("day-log.not-said") : words.nameOf("purpose", value),
          }))}
          onKeyDown={(event) => {
            if (isIme(event) || event.key !== "Escape") return;
            event.stopPropagation();
            onClose();
          }}
        />
        <span className="clip">{who}</span>
        <span className={styles.texts}>
          <TextInput
            ref={first}
            aria-label={t("day-log.text")}
            defaultValue={before.question}
            onChange={keep("question")}
            {...keys}
          />
          {before.answer !== "" && (
            <TextInput
              aria-label={t("words.interaction.answer")}
              defaultValue={before.answer}
              onChange={keep("answer")}
              {...keys}
            />
          )}
        </span>
        <TextInput
          aria-label={t("words.interaction.minutes")}
          className="nums"
          inputMode="numeric"
          aria-invalid={trouble === "day-log.not-a-number" || undefined}
          defaultValue={before.minutes}
          onChange={keep("minutes")}
          {...keys}
        />
      </div>
      <div className={styles.foot}>
        <span>
          <Whose staff={record.staff} />
        </span>
        <span className="push row">
          <Button
            size="small"
            kind="quiet"
            onClick={() => openHistory({ kind: "interaction", ids: [opened.id], title: `${time} ${kind}` })}
          >
            {t("words.history")}
          </Button>
          <Button size="small" kind="quiet" onClick={() => onGive(() => first.current?.focus())}>
            {t("words.give-record")}
          </Button>
          <Button size="small" kind="quiet" onClick={onRemove}>
            {t("day-log.remove")}
          </Button>
          <Button size="small" keys="Esc" onClick={onClose}>
            {t("day-log.keep")}
          </Button>
          <Button size="small" kind="primary" keys="Enter" onClick={() => void save()}>
            {t("day-log.save")}
          </Button>
        </span>
      </div>
      {trouble !== null && (
        <p className="error" role="alert">
          {t(trouble)}
        </p>
      )}
    </form>
  );
}

function Whose({ staff }: { staff: string | undefined }) {
  const t = useT();
  const rich = useRich();
  const { staff: self } = useDeviceSettings();
  const name = useColleagues().get(staff ?? "")?.name;
  if (staff !== undefined && staff === self) return t("day-log.edited-own");
  if (name === undefined) return t("day-log.edited-nobody");
  return rich("day-log.edited-by", { colleague: <PersonName>{name}</PersonName> });
}
