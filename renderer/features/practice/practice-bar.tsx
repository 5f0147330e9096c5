/**
 * The practice: five steps over the real desk, in a bar that pushes it down. Each is done by doing it, is seen in
 * what was written or opened, and can be left out; the key or place that it wants has a ring. No key is taken: Esc
 * and all others mean what they always mean.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { Check, FlaskConical } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect } from "react";
import { SHOWN_CARD } from "#shared/demo/shown-card.ts";
import { useServices } from "../../desk-services/services.ts";
import { useRich, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { keyLabel } from "../../ui/keyboard.ts";
import styles from "./practice.module.css";
import "./practice-ring.css";
import { isStepDone } from "./practice-done.ts";
import { endPractice, goOnPractising, PRACTICE_STEPS, type Practice, type PracticeStep } from "./practice-state.ts";

export interface PracticeBarProps {
  readonly practice: Practice;
  /** Whose card is open at the desk. */
  readonly served: string | null;
  /** Where the window is. */
  readonly path: string;
}

export function PracticeBar({ practice: { done, since }, served, path }: PracticeBarProps) {
  const t = useT();
  const { db } = useServices();
  const step = PRACTICE_STEPS[done];
  const reader = useLiveQuery(async () => await db.reader.where("card").equals(SHOWN_CARD).first(), [db]);
  const written = useLiveQuery(async () => await db.log.where("seq").above(since).toArray(), [db, since]);
  const isDone =
    step !== undefined && written !== undefined && isStepDone(step, { written, served, reader: reader?.id, path });
  useEffect(() => {
    if (isDone) void goOnPractising(db, done + 1);
  }, [isDone, db, done]);
  useEffect(() => {
    document.documentElement.dataset.practice = step ?? "";
    return () => {
      delete document.documentElement.dataset.practice;
    };
  }, [step]);
  return (
    <section className={styles.bar} aria-label={t("practice.title")}>
      <span className={styles.tag}>
        <Icon icon={FlaskConical} />
        {t("practice.sample")}
      </span>
      <ol className={styles.steps}>
        {PRACTICE_STEPS.map((each, index) => (
          <li
            key={each}
            className={index < done ? styles.done : undefined}
            aria-current={index === done ? "step" : undefined}
          >
            <span className={styles.number}>{index < done ? <Icon icon={Check} /> : index + 1}</span>
            <span className={styles.name}>{t(`practice.step-${each}`)}</span>
            {index < done && <span className="vh">{t("practice.step-done")}</span>}
          </li>
        ))}
      </ol>
      <p role="status" className={styles.say}>
        <Says step={step} name={reader?.name ?? ""} />
      </p>
      {step !== undefined && (
        <Button kind="quiet" size="small" onMouseDown={keepFocus} onClick={() => void goOnPractising(db, done + 1)}>
          {t("practice.skip")}
        </Button>
      )}
      <Button size="small" onMouseDown={keepFocus} onClick={() => void endPractice(db)}>
        {t("practice.end")}
      </Button>
    </section>
  );
}

/** The scan box keeps it: the next thing is done there. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

const KEYS = {
  scan: { enter: "Enter" },
  log: { key: "Alt+5" },
  undo: { key: "Ctrl+Z" },
  reply: { opinions: "Ctrl+3", reply: "R", send: "Ctrl+Enter" },
  sync: { key: "F9" },
  over: { key: "F1" },
} as const;

function Says({ step, name }: { step: PracticeStep | undefined; name: string }): ReactNode {
  const rich = useRich();
  const what = step ?? "over";
  return rich(`practice.say-${what}`, {
    name,
    card: <b className="mono">{SHOWN_CARD}</b>,
    ...Object.fromEntries(
      Object.entries(KEYS[what]).map(([place, key]) => [place, <kbd key={place}>{keyLabel(key)}</kbd>]),
    ),
  });
}
