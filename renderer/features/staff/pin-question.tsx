/** Asks the colleague who was chosen for the PIN; wrong ones cost time. */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { isPin, parsePin, type StoredPin } from "../../acts/staff-pin.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { isIme, RAW_KEYS } from "../../ui/keyboard.ts";
import { waitAfter } from "./pin-tries.ts";

interface PinQuestionProps {
  readonly name: string;
  readonly pin: StoredPin;
  /** Wrong ones in a row at this window. */
  readonly tries: { wrong: number; until: number };
  readonly onRight: () => Promise<void>;
  readonly onBack: () => void;
}

export function PinQuestion({ name, pin, tries, onRight, onBack }: PinQuestionProps) {
  const t = useT();
  const id = useId();
  const { clock } = useServices();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<"wrong" | "no-pin" | null>(null);
  const [left, setLeft] = useState(() => Math.max(0, tries.until - clock.now()));
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(Math.max(0, tries.until - clock.now())), Math.min(1000, left));
    return () => clearTimeout(timer);
  }, [left, tries, clock]);

  const enter = useOnce(async (): Promise<void> => {
    const typed = parsePin(field.current?.value ?? "");
    if (typed === undefined) return setSaid("no-pin");
    if (clock.now() < tries.until) return;
    if (await isPin(typed, pin)) {
      tries.wrong = 0;
      return onRight();
    }
    tries.wrong += 1;
    const wait = waitAfter(tries.wrong);
    tries.until = clock.now() + wait;
    setLeft(wait);
    setSaid("wrong");
    if (field.current !== null) field.current.value = "";
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event)) return;
    if (event.key === "Enter") void enter();
    else if (event.key === "Escape") onBack();
    else return;
    event.preventDefault();
  };
  const seconds = Math.ceil(left / 1000);
  return (
    <>
      <label className="field-label" htmlFor={`${id}-pin`}>
        {t("staff.pin-of", { name })}
      </label>
      <input
        {...RAW_KEYS}
        ref={field}
        id={`${id}-pin`}
        className="input lock-input"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        aria-describedby={`${id}-said`}
        onKeyDown={onKeyDown}
      />
      <p
        id={`${id}-said`}
        className={said === null ? "soft" : "field-error"}
        role={said === null ? undefined : "alert"}
      >
        {said === null
          ? t("staff.pin-forgotten")
          : said === "no-pin"
            ? t("staff.pin-malformed")
            : seconds > 0
              ? t("staff.pin-wrong-wait", { seconds })
              : t("staff.pin-wrong")}
      </p>
      <p className="row">
        <Button kind="primary" onClick={() => void enter()}>
          {t("staff.pin-enter")}
        </Button>
        <Button keys="Esc" onClick={onBack}>
          {t("staff.pin-back")}
        </Button>
      </p>
    </>
  );
}
