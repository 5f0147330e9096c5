/** When she would rather be called: a day, and a time where she said one. */
import { useState } from "react";
import { isDay } from "#shared/kernel/day.ts";
import type { Moment } from "#shared/outreach/calling-time.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { EDITED_HERE } from "../../../ui/unsaved-words.ts";
import { minuteText } from "./call-person.tsx";
import styles from "./calls.module.css";

export interface LaterLineProps {
  readonly now: Moment;
  readonly onLater: (later: { readonly on: string; readonly minute: number | undefined }) => void;
  readonly onClose: () => void;
}

const LAST_MINUTE = 24 * 60 - 1;

export function LaterLine({ now, onLater, onClose }: LaterLineProps) {
  const t = useT();
  const [on, setOn] = useState(now.on);
  // two hours on, at the full hour
  const [time, setTime] = useState(() => minuteText(Math.min(LAST_MINUTE, Math.floor(now.minute / 60) * 60 + 120)));
  const [hours, minutes] = time.split(":").map(Number);
  const minute = time === "" || hours === undefined || minutes === undefined ? undefined : hours * 60 + minutes;
  const isPast = on < now.on || (on === now.on && minute !== undefined && minute <= now.minute);
  const isGood = isDay(on) && !isPast;
  const save = (): void => {
    if (isGood) onLater({ on, minute });
  };
  return (
    <section className={styles.outcome} aria-label={t("calls.later")} {...EDITED_HERE}>
      <div className={styles.later}>
        <Field label={t("calls.later-day")} {...(!isGood && { error: t("calls.later-past") })}>
          {(control) => (
            <TextInput
              {...control}
              type="date"
              value={on}
              min={now.on}
              autoFocus
              onChange={(event) => setOn(event.currentTarget.value)}
              onEnter={save}
              onEscape={onClose}
            />
          )}
        </Field>
        <Field label={t("calls.later-time")}>
          {(control) => (
            <TextInput
              {...control}
              type="time"
              value={time}
              onChange={(event) => setTime(event.currentTarget.value)}
              onEnter={save}
              onEscape={onClose}
            />
          )}
        </Field>
        <Button kind="quiet" keys="Esc" onClick={onClose}>
          {t("calls.cancel")}
        </Button>
        <Button kind="primary" keys="Enter" disabled={!isGood} onClick={save}>
          {t("calls.put-off")}
        </Button>
      </div>
    </section>
  );
}
