/** When she would rather be called: a day, a time, or both, in one line. */
import { useState } from "react";
import type { Moment } from "#shared/outreach/calling-time.ts";
import { readLater } from "#shared/outreach/later-typed.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { EDITED_HERE } from "../../../ui/unsaved-words.ts";
import { minuteText } from "./call-person.tsx";
import styles from "./calls.module.css";
import type { Calling } from "./use-calling.ts";

export interface LaterLineProps {
  readonly now: Moment;
  readonly onLater: Calling["putOff"];
  readonly onClose: () => void;
}

export function LaterLine({ now, onLater, onClose }: LaterLineProps) {
  const t = useT();
  const format = useFormat();
  const [typed, setTyped] = useState("");
  const read = readLater(typed, now);
  const save = (): void => {
    if (read.ok) onLater(read.later);
  };
  return (
    <section className={styles.outcome} aria-label={t("calls.later")} {...EDITED_HERE}>
      <div className={styles.later}>
        <Field
          label={t("calls.later-when")}
          {...(!read.ok && typed.trim() !== "" && { error: t(`calls.later-${read.why}`) })}
          {...(read.ok && {
            hint: t("calls.later-on", {
              day: format.longDay(read.later.on),
              time: read.later.minute === undefined ? "" : minuteText(read.later.minute),
            }),
          })}
        >
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              placeholder={t("calls.later-hint")}
              defaultValue=""
              onChange={(event) => setTyped(event.currentTarget.value)}
              onEnter={save}
              onEscape={onClose}
            />
          )}
        </Field>
        <Button kind="quiet" keys="Esc" onClick={onClose}>
          {t("calls.cancel")}
        </Button>
        <Button kind="primary" keys="Enter" disabled={!read.ok} onClick={save}>
          {t("calls.put-off")}
        </Button>
      </div>
    </section>
  );
}
