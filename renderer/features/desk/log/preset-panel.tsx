/**
 * F4 alone: what to log, chosen by digit or arrow, with a count for a tally from paper (指引 ×27).
 * For whom the screen reader or the mouse is nearer than Alt with a digit.
 */

import { useRef, useState } from "react";
import { presetIndex, presetKey } from "#shared/model/settings/quick-log-presets.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useRich, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { isIme } from "../../../ui/keyboard.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import { useDeskActions, useDeskDeps, useDeskState } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";
import { nextWhose } from "../desk-store.ts";
import { useReaderMask } from "../session/use-reader-mask.ts";

const MOST = 9999;

export function PresetPanel() {
  const t = useT();
  const rich = useRich();
  const names = useDeskNames();
  const actions = useDeskActions();
  const presets = useDeskDeps().presets();
  const who = useReaderMask(useDeskState(nextWhose));
  const [count, setCount] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const times = /^\d+$/.test(count.normalize("NFKC")) ? Math.min(MOST, Number(count.normalize("NFKC"))) : 1;

  const choose = async (index: number): Promise<void> => {
    await actions.logPreset(index, times > 1 ? { count: times } : {});
  };
  const move = (step: number): void => {
    const buttons: readonly Element[] = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    if (next instanceof HTMLElement) next.focus();
  };

  return (
    <Dialog
      open
      onClose={actions.closePanel}
      title={rich("sheets.panel-title", { who: <PersonName>{who}</PersonName> })}
      closeLabel={t("sheets.close")}
      initialFocus={first}
      className="preset-panel"
    >
      <ol
        ref={list}
        onKeyDown={(event) => {
          if (isIme(event) || event.altKey || event.ctrlKey || event.metaKey) return;
          const index = presetIndex(event.code);
          if (index !== null && !event.shiftKey) void choose(index);
          else if (event.key === "ArrowDown") move(1);
          else if (event.key === "ArrowUp") move(-1);
          else return;
          event.preventDefault();
        }}
      >
        {presets.map(({ purpose }, index) => (
          <li key={purpose}>
            <Button
              {...(index === 0 && { ref: first })}
              keys={presetKey(index)}
              onClick={() => void choose(index)}
              className="preset"
            >
              <span className="grow">{names.purpose(purpose)}</span>
            </Button>
          </li>
        ))}
      </ol>
      <Field label={t("sheets.count")} hint={t("sheets.count-hint")}>
        {(control) => (
          <TextInput
            {...control}
            inputMode="numeric"
            maxLength={4}
            onInput={(event) => setCount(event.currentTarget.value)}
            onEnter={() => first.current?.focus()}
          />
        )}
      </Field>
    </Dialog>
  );
}
