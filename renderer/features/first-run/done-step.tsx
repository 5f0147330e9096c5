/**
 * Last screen: the code sheet of a new library, what its disk should be, and a card under the scanner, whose pace is
 * kept as the settings would keep it.
 */
import { Printer, ScanLine } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { KeyGuard } from "#shared/host/device-calls.ts";
import { codeToChar } from "#shared/model/input/key-code.ts";
import type { ScannerSettings } from "#shared/model/input/scan-burst.ts";
import { calibrate, type TimedKey } from "#shared/model/input/scanner-calibration.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { cancelComposition } from "../../ui/keyboard.ts";
import styles from "./first-run.module.css";

const OUTCOMES = {
  scanned: "first-run.scan-ok",
  "not-kept": "first-run.scan-not-kept",
  typed: "first-run.scan-typed",
} as const satisfies Readonly<Record<string, MessageId>>;

/** @param code its sheet, as it is printed
 * @param said where there is no code to show */
export function DoneStep({
  code,
  said,
  keys,
  onScanner,
  onDone,
}: {
  code: ReactNode;
  said: MessageId;
  keys: KeyGuard;
  /** @returns whether it is kept */
  onScanner: (scanner: ScannerSettings) => Promise<boolean>;
  onDone: () => void;
}) {
  const t = useT();
  const burst = useRef<TimedKey[]>([]);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const [scan, setScan] = useState<keyof typeof OUTCOMES | "waiting">("waiting");
  const judge = async (sent: readonly TimedKey[]): Promise<void> => {
    const result = calibrate(sent, "");
    if (!result.ok) setScan("typed");
    else setScan((await onScanner(result.value.settings)) ? "scanned" : "not-kept");
  };
  return (
    <section className={styles.step} aria-label={t("first-run.done")}>
      {code !== null && (
        <div className={styles.sheet}>
          <h2>{t("first-run.code-title")}</h2>
          {code}
          <Button icon={Printer} onClick={() => window.print()}>
            {t("first-run.code-print")}
          </Button>
        </div>
      )}
      {code === null && <p>{t(said)}</p>}
      <details className={styles.disk}>
        <summary>{t("first-run.disk")}</summary>
        <p>{t(`words.disk-${keys}`)}</p>
      </details>
      <Field label={t("first-run.scan")} hint={t("first-run.scan-hint")}>
        {(control) => (
          <input
            {...control}
            ref={box}
            className="input"
            autoComplete="off"
            // no input-method guard here: a scanner must be known while one is on, and only how many keys came, and
            // when, counts
            onKeyDown={(event) => {
              const { code } = event.nativeEvent;
              const box = event.currentTarget;
              if (box.value === "") burst.current = [];
              const isEnd = code === "Enter" || code === "NumpadEnter" || (code === "Tab" && burst.current.length > 0);
              const char = codeToChar(code, event.shiftKey);
              if (char !== null) burst.current.push({ key: char, at: event.timeStamp });
              if (!isEnd) return;
              event.preventDefault();
              // nothing to test: the desk is what the person wants next
              if (box.value.trim() === "" && burst.current.length === 0) return onDone();
              void judge([...burst.current, { key: code === "Tab" ? "Tab" : "Enter", at: event.timeStamp }]);
              burst.current = [];
              cancelComposition(box);
              box.value = "";
            }}
          />
        )}
      </Field>
      {scan !== "waiting" && (
        <p role="status" className={scan === "typed" ? styles.typed : styles.scanned}>
          <ScanLine size={16} aria-hidden="true" />
          {t(OUTCOMES[scan])}
        </p>
      )}
      <div className={styles.buttons}>
        <Button kind="primary" onClick={onDone}>
          {t("first-run.open-desk")}
        </Button>
      </div>
    </section>
  );
}
