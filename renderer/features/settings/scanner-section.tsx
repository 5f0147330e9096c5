/** Scan a card into the box: the scanner is measured and set up, without a word about milliseconds needed. */
import { Check, CircleAlert } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { assertNever } from "#shared/kernel/assert.ts";
import { codeToChar } from "#shared/model/input/key-code.ts";
import { DEFAULT_SCANNER } from "#shared/model/input/scan-burst.ts";
import { type CalibrationError, calibrate, type TimedKey } from "#shared/model/input/scanner-calibration.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { cancelComposition, isIme, RAW_KEYS } from "../../ui/keyboard.ts";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useSave } from "./use-save.ts";

const SUFFIXES = ["enter", "tab", "none"] as const;
const SUFFIX_LABELS = {
  enter: "settings.suffix-enter",
  tab: "settings.suffix-tab",
  none: "settings.suffix-none",
} as const satisfies Record<string, MessageId>;

/** A scan without a terminator is over when no key has come for this long. */
const SILENCE_MS = 400;

type Outcome =
  | { readonly ok: true; readonly text: string; readonly gapMs: number }
  | { readonly ok: false; readonly error: CalibrationError };

function errorSentence(error: CalibrationError, t: Translate): string {
  switch (error.tag) {
    case "too-short":
      return t("settings.scan-too-short");
    case "too-slow":
      return t("settings.scan-too-slow", { gap: Math.round(error.medianGapMs) });
    default:
      return assertNever(error);
  }
}

/**
 * What the scanner sent, from the key's place where an input method has taken the key; null for keys that type nothing.
 */
function scannedKey(event: KeyboardEvent): string | null {
  const { code } = event.nativeEvent;
  if (code === "Enter" || code === "NumpadEnter") return "Enter";
  if (code === "Tab") return "Tab";
  return isIme(event) || event.key.length !== 1 ? codeToChar(code, event.shiftKey) : event.key;
}

export function ScannerSection() {
  const t = useT();
  const { scanner = DEFAULT_SCANNER } = useDeviceSettings();
  const { device } = useSave();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const keys = useRef<TimedKey[]>([]);
  const box = useRef<HTMLInputElement>(null);
  const silence = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(silence.current), []);

  const finish = async (): Promise<void> => {
    clearTimeout(silence.current);
    const scanned = keys.current;
    keys.current = [];
    // an input method may still hold what it took: it would come back into the emptied box
    cancelComposition(box.current);
    if (box.current) box.current.value = "";
    const result = calibrate(scanned, scanner.prefix);
    if (!result.ok) setOutcome(result);
    else if (await device({ scanner: result.value.settings }))
      setOutcome({ ok: true, text: result.value.text, gapMs: result.value.settings.gapMs });
  };

  // no input-method guard here: a scanner must be measured while one is on, as it is later heard
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = scannedKey(event);
    if (key === null || (key === "Tab" && keys.current.length === 0)) return;
    keys.current.push({ key, at: event.timeStamp });
    event.stopPropagation();
    clearTimeout(silence.current);
    if (key === "Enter" || key === "Tab") {
      event.preventDefault();
      void finish();
    } else silence.current = setTimeout(() => void finish(), SILENCE_MS);
  };

  return (
    <div className="settings-fields">
      <Field label={t("settings.scanner-test")} hint={t("settings.scanner-test-hint")}>
        {(control) => (
          <TextInput
            {...control}
            {...RAW_KEYS}
            ref={box}
            className="scan-test"
            placeholder={t("settings.scanner-test-here")}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <p role="status" className="scan-outcome">
        {outcome?.ok === true && (
          <span className="pill pill-ok">
            <Icon icon={Check} />
            {t("settings.scan-good", { text: outcome.text, gap: outcome.gapMs })}
          </span>
        )}
        {outcome?.ok === false && (
          <span className="field-error">
            <Icon icon={CircleAlert} />
            {errorSentence(outcome.error, t)}
          </span>
        )}
      </p>
      <Field label={t("settings.scanner-gap")} hint={t("settings.scanner-gap-hint")}>
        {(control) => (
          <TextInput
            {...control}
            key={scanner.gapMs}
            type="number"
            min={5}
            max={500}
            defaultValue={scanner.gapMs}
            onBlur={(event) => {
              const gapMs = event.currentTarget.valueAsNumber;
              if (event.currentTarget.validity.valid && gapMs !== scanner.gapMs)
                void device({ scanner: { ...scanner, gapMs } });
            }}
          />
        )}
      </Field>
      <Field label={t("settings.scanner-prefix")} hint={t("settings.scanner-prefix-hint")}>
        {(control) => (
          <TextInput
            {...control}
            key={scanner.prefix}
            defaultValue={scanner.prefix}
            onBlur={(event) => {
              const prefix = event.currentTarget.value;
              if (prefix !== scanner.prefix) void device({ scanner: { ...scanner, prefix } });
            }}
          />
        )}
      </Field>
      <Field label={t("settings.scanner-suffix")}>
        {(control) => (
          <Select
            {...control}
            options={SUFFIXES.map((value) => ({ value, label: t(SUFFIX_LABELS[value]) }))}
            value={scanner.suffix}
            onChange={(suffix) => void device({ scanner: { ...scanner, suffix } })}
          />
        )}
      </Field>
    </div>
  );
}
