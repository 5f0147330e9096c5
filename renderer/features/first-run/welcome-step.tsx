/**
 * First screen: what this is and what it promises, three ways to begin with the trial first, and the desk in small
 * beside them. The digits choose too.
 */
import { FolderSync, Library, type LucideIcon, Sparkles } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Message, MessageId } from "../../i18n/message-id.ts";
import { useFormat, useSay, useT } from "../../i18n/use-t.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { isIme } from "../../ui/keyboard.ts";
import { DeskInSmall } from "./desk-in-small.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import styles from "./welcome.module.css";

/** Invented readers of the trial library. */
const TRIAL_READERS = 2000;

type Way = "trial" | "new" | "join" | "restore";

const CHOICES: readonly (readonly [Exclude<Way, "restore">, LucideIcon, MessageId, MessageId])[] = [
  ["trial", Sparkles, "first-run.trial", "first-run.trial-hint"],
  ["new", Library, "first-run.new", "first-run.new-hint"],
  ["join", FolderSync, "first-run.join", "first-run.join-hint"],
];

export interface WelcomeStepProps {
  readonly onChoose: (way: Exclude<Way, "trial">) => void;
  /** @returns why the trial does not open; null where the page goes over to it */
  readonly onTrial: () => Promise<Message | null>;
}

export function WelcomeStep({ onChoose, onTrial }: WelcomeStepProps) {
  const t = useT();
  const { number } = useFormat();
  const say = useSay();
  const [isOpening, setOpening] = useState(false);
  const [fault, setFault] = useState<Message | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const openTrial = async (): Promise<void> => {
    setFault(null);
    setOpening(true);
    const failed = await onTrial();
    if (failed === null) return;
    setFault(failed);
    setOpening(false);
  };
  const choose = (way: Way): void => {
    if (isOpening) return;
    if (way === "trial") void openTrial();
    else onChoose(way);
  };
  useEffect(() => first.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isIme(event) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const chosen = CHOICES[Number(/^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]) - 1];
      if (chosen === undefined) return;
      event.preventDefault();
      choose(chosen[0]);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  return (
    <div className={styles.page}>
      <main className={styles.left} id="main">
        <header className={styles.mark}>
          <Mark />
          <h1>{t("first-run.product")}</h1>
        </header>
        <p className={styles.promise}>
          {t("first-run.promise")}
          <small>{t("first-run.promise-where")}</small>
        </p>
        <div className={styles.choices} role="group" aria-label={t("first-run.choice")}>
          {CHOICES.map(([way, icon, title, hint], index) => (
            <button
              key={way}
              ref={index === 0 ? first : null}
              type="button"
              className={classNames(styles.choice, index === 0 && styles.first)}
              aria-keyshortcuts={String(index + 1)}
              {...(way === "trial" && { "aria-busy": isOpening })}
              onClick={() => choose(way)}
            >
              <Icon icon={icon} size={20} />
              <b>{t(title)}</b>
              <small>{t(hint, { count: number(TRIAL_READERS) })}</small>
              <Kbd keys={String(index + 1)} />
            </button>
          ))}
          {isOpening && (
            <p role="status" className={styles.how}>
              {t("first-run.trial-opening")}
            </p>
          )}
          {fault !== null && (
            <p role="alert" className={styles.how}>
              {say(fault)}
            </p>
          )}
        </div>
        <p className={styles.other}>
          {t("first-run.restore-ask")}{" "}
          <button type="button" className={styles.link} onClick={() => choose("restore")}>
            {t("first-run.restore-open")}
          </button>
        </p>
        <LanguageChoice />
      </main>
      <DeskInSmall />
    </div>
  );
}

/** The product's sign, as its icon: an open book standing on a desk. Its colours are its own in every theme. */
function Mark() {
  return (
    <svg viewBox="0 0 512 512" width={48} height={48} aria-hidden="true" focusable="false">
      <rect width="512" height="512" rx="96" fill="#0B6B57" />
      <path d="M256 150c-44-30-96-34-140-24v184c44-10 96-6 140 24z" fill="#FFFFFF" />
      <path d="M256 150c44-30 96-34 140-24v184c-44-10-96-6-140 24z" fill="#E2F1EC" />
      <path d="M256 150v184" stroke="#0B6B57" strokeWidth="10" />
      <rect x="84" y="366" width="344" height="32" rx="16" fill="#FFFFFF" />
      <rect x="120" y="398" width="28" height="44" rx="6" fill="#FFFFFF" />
      <rect x="364" y="398" width="28" height="44" rx="6" fill="#FFFFFF" />
    </svg>
  );
}
