/** What came of it: the digits, the questions after she was reached, the line for a note, and the next person. */
import { CalendarClock, Copy, Info, Pencil } from "lucide-react";
import type { RefObject } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { lastChip } from "#shared/model/input/note-line.ts";
import type { CallQuestion } from "#shared/model/outreach/outreach.ts";
import { NoteChips } from "../../../acts/note-chips.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { KEPT_HERE } from "../../../ui/unsaved-words.ts";
import styles from "./calls.module.css";
import { OUTCOME_ICONS, type OutcomeKey, outcomeKeysOf, outcomeWord } from "./outcomes.ts";
import type { Calling } from "./use-calling.ts";

export interface CallOutcomesProps {
  readonly calling: Calling;
  readonly channel: ContactChannel;
  /** The one that is asked now. */
  readonly question: CallQuestion | undefined;
  readonly questions: readonly CallQuestion[];
  readonly isOpen: boolean;
  readonly noteLine: RefObject<HTMLInputElement | null>;
  readonly onLater: () => void;
  /** Null where nothing is copied. */
  readonly onCopy: (() => void) | null;
  /** The keyboard goes back to the list. */
  readonly onDone: () => void;
}

export function CallOutcomes(props: CallOutcomesProps) {
  const { calling, channel, question, questions, isOpen, noteLine, onLater, onCopy, onDone } = props;
  const t = useT();
  const { draft, note } = calling;
  const notedMinutes = lastChip(note, "minutes")?.minutes;
  const keys = outcomeKeysOf(channel);
  const press = ({ outcome }: OutcomeKey): void => {
    if (!isOpen) return;
    calling.choose(outcome);
    onDone();
  };
  const seldom = keys.filter((each) => each.seldom === true);
  return (
    <section className={styles.outcome} aria-label={t("calls.outcomes")} {...KEPT_HERE}>
      <div className={styles.keys} role="group" aria-label={t("calls.outcomes")}>
        {keys
          .filter((each) => each.seldom !== true)
          .map((each) => (
            <OutcomeButton key={each.outcome} each={each} draft={draft.outcome} isOpen={isOpen} onPress={press} />
          ))}
        {onCopy !== null && (
          <button
            type="button"
            className={styles.key}
            aria-disabled={!isOpen || undefined}
            aria-keyshortcuts="C"
            onClick={isOpen ? onCopy : undefined}
          >
            <Kbd keys="C" />
            <Icon icon={Copy} />
            {t("calls.copy")}
          </button>
        )}
        <button
          type="button"
          className={styles.key}
          aria-disabled={!isOpen || undefined}
          aria-keyshortcuts="N"
          onClick={() => noteLine.current?.focus()}
        >
          <Kbd keys="N" />
          <span className="narrow-hide">
            <Icon icon={Pencil} />
          </span>
          {t("calls.note")}
        </button>
      </div>
      {question !== undefined ? (
        <Question question={question} at={draft.asked} of={questions.length} calling={calling} onDone={onDone} />
      ) : (
        <div className={styles.seldom} role="group" aria-label={t("calls.seldom")}>
          {seldom.map((each) => (
            <OutcomeButton key={each.outcome} each={each} draft={draft.outcome} isOpen={isOpen} onPress={press} />
          ))}
          <Button size="small" kind="quiet" icon={CalendarClock} keys="H" disabled={!isOpen} onClick={onLater}>
            {t("calls.later")}
          </Button>
        </div>
      )}
      <div className={styles.line}>
        <span className={styles.note}>
          <TextInput
            ref={noteLine}
            aria-label={t("calls.note")}
            placeholder={t("calls.note-hint")}
            value={calling.text}
            disabled={!isOpen}
            onChange={(event) => calling.write(event.currentTarget.value)}
            onEnter={calling.next}
            onEscape={onDone}
          />
          <NoteChips note={note} />
        </span>
        {draft.minutes !== undefined && (
          <span className={styles.minutes}>
            <TextInput
              inputMode="numeric"
              aria-label={t("calls.minutes-label")}
              value={String(notedMinutes ?? draft.minutes)}
              readOnly={notedMinutes !== undefined}
              onChange={(event) => {
                const minutes = Number(event.currentTarget.value.normalize("NFKC").replace(/\D/g, ""));
                calling.spend(Math.min(600, minutes));
              }}
              onEnter={calling.next}
              onEscape={onDone}
            />
            {t("calls.minutes")}
          </span>
        )}
        {draft.outcome === null ? (
          <Button kind="primary" {...(calling.text === "" && { keys: "Enter" })} onClick={calling.passOver}>
            {t("calls.pass-over")}
          </Button>
        ) : (
          <Button kind="primary" keys="Enter" onClick={calling.next}>
            {t("calls.next")}
          </Button>
        )}
      </div>
      <p className={styles.hint}>
        <Icon icon={Info} />
        {t(channel === "phone" ? "calls.hint" : "calls.hint-written")}
      </p>
    </section>
  );
}

interface OutcomeButtonProps {
  readonly each: OutcomeKey;
  readonly draft: Calling["draft"]["outcome"];
  readonly isOpen: boolean;
  readonly onPress: (each: OutcomeKey) => void;
}

function OutcomeButton({ each, draft, isOpen, onPress }: OutcomeButtonProps) {
  const t = useT();
  const { outcome, key, seldom = false } = each;
  const after =
    outcome === "no-answer" || outcome === "declined" || outcome === "wrong-number"
      ? t(`calls.after.${outcome}`)
      : null;
  return (
    <button
      type="button"
      className={seldom ? styles.small : styles.key}
      aria-pressed={draft === outcome}
      aria-disabled={!isOpen || undefined}
      aria-keyshortcuts={key}
      onClick={() => onPress(each)}
    >
      <Kbd keys={key} />
      <span className={seldom ? undefined : "narrow-hide"}>
        <Icon icon={OUTCOME_ICONS[outcome]} />
      </span>
      {t(outcomeWord(outcome))}
      {after !== null && <small className="narrow-hide">{after}</small>}
    </button>
  );
}

interface QuestionProps {
  readonly question: CallQuestion;
  readonly at: number;
  readonly of: number;
  readonly calling: Calling;
  readonly onDone: () => void;
}

function Question({ question, at, of, calling, onDone }: QuestionProps) {
  const t = useT();
  const answer = (key: string | null): void => {
    calling.answer(question.key, key);
    onDone();
  };
  return (
    <div className={styles.question} role="group" aria-label={question.text}>
      <b>{t("calls.question", { at: at + 1, of, text: question.text })}</b>
      {question.answers.map(({ key, text }, index) => (
        <button key={key} type="button" className={styles.small} onClick={() => answer(key)}>
          <Kbd keys={String(index + 1)} />
          {text}
        </button>
      ))}
      <button type="button" className={styles.small} onClick={() => answer(null)}>
        <Kbd keys="0" />
        {t("calls.pass-question")}
      </button>
    </div>
  );
}
