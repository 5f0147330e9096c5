/**
 * Asks the colleague who was chosen for the PIN, or for the library code where it was forgotten. The host looks at it, and
 * makes wrong ones cost time; what was typed too early stays.
 */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { parsePin, type StoredPin } from "#shared/model/colleagues/pin.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { FAST_HANDS, isIme, RAW_KEYS } from "../../ui/keyboard.ts";

interface PinQuestionProps {
  /** Id of the colleague. */
  readonly staff: string;
  readonly name: string;
  readonly pin: StoredPin;
  readonly onRight: () => Promise<void>;
  readonly onBack: () => void;
}

export function PinQuestion({ staff, name, pin, onRight, onBack }: PinQuestionProps) {
  const t = useT();
  const id = useId();
  const { host, clock } = useServices();
  const field = useRef<HTMLInputElement>(null);
  const [by, setBy] = useState<"pin" | "code">("pin");
  const [said, setSaid] = useState<"wrong" | "early" | "no-pin" | "not-saved" | null>(null);
  /** When the next one may be tried. */
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(Math.max(0, until - clock.now())), Math.min(1000, left));
    return () => clearTimeout(timer);
  }, [left, until, clock]);

  const enter = useOnce(async (): Promise<void> => {
    const text = field.current?.value ?? "";
    const typed = by === "pin" ? parsePin(text) : text;
    if (typed === undefined) return setSaid("no-pin");
    const entered = await host(
      "session.enter",
      by === "pin" ? { staff, pin: { ...pin, typed } } : { staff, code: typed },
    );
    if (entered.ok) return onRight();
    const { error } = entered;
    if (error.tag !== "wrong-pin" && error.tag !== "code-wrong") return setSaid("not-saved");
    setUntil(clock.now() + error.waitMs);
    setLeft(error.waitMs);
    setSaid(error.isEarly === true ? "early" : "wrong");
    if (error.isEarly === true) return;
    if (field.current !== null) field.current.value = "";
  });
  const ask = (next: "pin" | "code"): void => {
    setBy(next);
    setSaid(null);
    if (field.current === null) return;
    field.current.value = "";
    field.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event)) return;
    if (event.key === "Enter") void enter();
    else if (event.key === "Escape") onBack();
    else return;
    event.preventDefault();
  };
  const seconds = Math.ceil(left / 1000);
  const saidText = (): string => {
    if (said === null) return t(by === "pin" ? "staff.pin-forgotten" : "staff.code-hint");
    if (said === "no-pin") return t("staff.pin-malformed");
    if (said === "not-saved") return t("staff.not-saved");
    if (said === "early") return seconds > 0 ? t("staff.too-early", { seconds }) : t("staff.again-now");
    if (by === "code") return seconds > 0 ? t("staff.code-wrong-wait", { seconds }) : t("staff.code-wrong");
    return seconds > 0 ? t("staff.pin-wrong-wait", { seconds }) : t("staff.pin-wrong");
  };
  return (
    <>
      <label className="field-label" htmlFor={`${id}-pin`}>
        {t(by === "pin" ? "staff.pin-of" : "staff.code-of", { name })}
      </label>
      <input
        {...(by === "pin" ? FAST_HANDS : RAW_KEYS)}
        ref={field}
        id={`${id}-pin`}
        className="input lock-input"
        type={by === "pin" ? "password" : "text"}
        {...(by === "pin" && { inputMode: "numeric" })}
        autoComplete="off"
        aria-describedby={`${id}-said`}
        onKeyDown={onKeyDown}
      />
      <p
        id={`${id}-said`}
        className={said === null ? "soft" : "field-error"}
        role={said === null ? undefined : "alert"}
      >
        {saidText()}
      </p>
      <p className="row">
        <Button kind="primary" onClick={() => void enter()}>
          {t("staff.pin-enter")}
        </Button>
        <Button keys="Esc" onClick={onBack}>
          {t("staff.pin-back")}
        </Button>
        <Button kind="quiet" onClick={() => ask(by === "pin" ? "code" : "pin")}>
          {t(by === "pin" ? "staff.by-code" : "staff.by-pin")}
        </Button>
      </p>
    </>
  );
}
