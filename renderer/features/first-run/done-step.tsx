/** Last screen: the code sheet of a new library, and a card under the scanner. */
import { Printer, ScanLine } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { KeyGuard } from "#shared/host/device-calls.ts";
import { codeToChar } from "#shared/model/input/key-code.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { cancelComposition } from "../../ui/keyboard.ts";
import styles from "./first-run.module.css";

/** Longest whole burst of a scanner, and the fewest characters of a card number. */
const BURST_MS = 1_500;
const MIN_LENGTH = 4;

/** @param code its sheet, as it is printed
 * @param said where there is no code to show */
export function DoneStep({
  code,
  said,
  keys,
  onDone,
}: {
  code: ReactNode;
  said: MessageId;
  keys: KeyGuard;
  onDone: () => void;
}) {
  const t = useT();
  const burst = useRef({ from: 0, keys: 0 });
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const [scan, setScan] = useState<"waiting" | "scanned" | "typed">("waiting");
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
      <p>{t(`words.disk-${keys}`)}</p>
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
              if (event.currentTarget.value === "") burst.current = { from: event.timeStamp, keys: 0 };
              if (codeToChar(code, event.shiftKey) !== null) burst.current.keys++;
              if (code !== "Enter" && code !== "NumpadEnter") return;
              event.preventDefault();
              // nothing to test: the desk is what the person wants next
              if (event.currentTarget.value.trim() === "") return onDone();
              setScan(
                event.timeStamp - burst.current.from < BURST_MS && burst.current.keys >= MIN_LENGTH
                  ? "scanned"
                  : "typed",
              );
              cancelComposition(event.currentTarget);
              event.currentTarget.value = "";
            }}
          />
        )}
      </Field>
      {scan !== "waiting" && (
        <p role="status" className={scan === "scanned" ? styles.scanned : styles.typed}>
          <ScanLine size={16} aria-hidden="true" />
          {t(scan === "scanned" ? "first-run.scan-ok" : "first-run.scan-typed")}
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
