/** For the calls of an outreach: on which days and at which hours, and up to three questions with coded answers. */
import { useState } from "react";
import { type CallQuestion, MOST_QUESTIONS } from "#shared/model/outreach/outreach.ts";
import type { Locale } from "../../i18n/locale.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { TextArea, TextInput } from "../../ui/text-input.tsx";
import styles from "./outreach.module.css";
import type { StepProps } from "./use-outreach-acts.ts";

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
/** From Monday to Friday, nine to five. */
const USUAL = { weekdays: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 };
const HOUR = 60;
const MOST_ANSWERS = 9;

export function CallSettings({ row, acts }: Pick<StepProps, "row" | "acts">) {
  const t = useT();
  const locale = useLocale();
  const { calling, questions = [] } = row;
  const put = (place: number, question: CallQuestion | null): void => {
    const next = question === null ? questions.filter((_, at) => at !== place) : questions.with(place, question);
    void acts.change({ questions: next.length === 0 ? null : [...next] });
  };
  return (
    <div className={styles.form}>
      <fieldset className={styles.channels}>
        <legend className="field-label">{t("outreach.calling")}</legend>
        <Checkbox
          checked={calling !== undefined}
          onChange={({ target }) => void acts.change({ calling: target.checked ? USUAL : null })}
        >
          {t("outreach.calling-limited")}
        </Checkbox>
        {calling !== undefined && (
          <div className="stack">
            <div className="row row-wrap">
              {WEEK.map((day) => (
                <Checkbox
                  key={day}
                  checked={calling.weekdays.includes(day)}
                  onChange={({ target }) =>
                    void acts.change({
                      calling: {
                        ...calling,
                        weekdays: WEEK.filter((each) =>
                          each === day ? target.checked : calling.weekdays.includes(each),
                        ),
                      },
                    })
                  }
                >
                  {weekdayName(day, locale)}
                </Checkbox>
              ))}
            </div>
            <div className="row">
              <TimeField
                label={t("outreach.calling-from")}
                minute={calling.from}
                onChange={(from) => void acts.change({ calling: { ...calling, from } })}
              />
              <TimeField
                label={t("outreach.calling-to")}
                minute={calling.to}
                onChange={(to) => void acts.change({ calling: { ...calling, to } })}
              />
            </div>
            {calling.from >= calling.to && <p className="field-error">{t("outreach.calling-never")}</p>}
          </div>
        )}
      </fieldset>
      <section aria-label={t("outreach.questions")} className="stack">
        <div className="section-head">
          <h2>{t("outreach.questions")}</h2>
        </div>
        {questions.map((question, place) => (
          <QuestionField key={question.key} no={place + 1} question={question} onChange={(next) => put(place, next)} />
        ))}
        {questions.length < MOST_QUESTIONS && (
          <p>
            <Button
              size="small"
              onClick={() =>
                void acts.change({ questions: [...questions, newQuestion(questions, t("outreach.answers-usual"))] })
              }
            >
              {t("outreach.question-add")}
            </Button>
          </p>
        )}
      </section>
    </div>
  );
}

/** The first of January 2024 was a Monday. */
const weekdayName = (day: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(Date.UTC(2024, 0, day));

/** Keys stay what they were: answers that were given name them. */
function newQuestion(questions: readonly CallQuestion[], usual: string): CallQuestion {
  const taken = new Set(questions.map(({ key }) => key));
  const key = ["q1", "q2", "q3"].find((each) => !taken.has(each)) ?? "q";
  return { key, text: "?", answers: answersOf(usual, []) };
}

function answersOf(written: string, before: CallQuestion["answers"]): CallQuestion["answers"] {
  const texts = [
    ...new Set(
      written
        .split(/\n/u)
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    ),
  ];
  const taken = new Set(before.map(({ key }) => key));
  let next = 1;
  return texts.slice(0, MOST_ANSWERS).map((text) => {
    const known = before.find((answer) => answer.text === text);
    if (known !== undefined) return known;
    while (taken.has(String(next))) next++;
    taken.add(String(next));
    return { key: String(next), text };
  });
}

interface QuestionFieldProps {
  readonly no: number;
  readonly question: CallQuestion;
  readonly onChange: (question: CallQuestion | null) => void;
}

function QuestionField({ no, question, onChange }: QuestionFieldProps) {
  const t = useT();
  const format = useFormat();
  const [text, setText] = useState(question.text);
  const [written, setWritten] = useState(question.answers.map((answer) => answer.text).join("\n"));
  const keep = (): void => {
    const said = text.trim();
    const answers = answersOf(written, question.answers);
    if (said === "" || answers.length === 0) return;
    if (said !== question.text || JSON.stringify(answers) !== JSON.stringify(question.answers))
      onChange({ ...question, text: said, answers: [...answers] });
  };
  const isUnfit = text.trim() === "" || written.trim() === "";
  return (
    <div className="stack">
      <Field label={t("outreach.question", { no: format.number(no) })}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={200}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={keep}
          />
        )}
      </Field>
      <Field
        label={t("outreach.answers", { no: format.number(no) })}
        hint={t("outreach.answers-hint")}
        {...(isUnfit && { error: t("outreach.question-unfit") })}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            value={written}
            onChange={(event) => setWritten(event.target.value)}
            onBlur={keep}
          />
        )}
      </Field>
      <p>
        <Button
          size="small"
          aria-label={t("outreach.question-remove-of", { no: format.number(no) })}
          onClick={() => onChange(null)}
        >
          {t("outreach.question-remove")}
        </Button>
      </p>
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  /** Of the day. */
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

const clockText = (minute: number): string =>
  `${String(Math.floor(minute / HOUR)).padStart(2, "0")}:${String(minute % HOUR).padStart(2, "0")}`;

function TimeField({ label, minute, onChange }: TimeFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <TextInput
          {...control}
          key={minute}
          type="time"
          defaultValue={clockText(minute)}
          onBlur={({ currentTarget }) => {
            const [, hours, minutes] = /^(\d\d):(\d\d)/u.exec(currentTarget.value) ?? [];
            const next = Number(hours) * HOUR + Number(minutes);
            if (hours !== undefined && next !== minute) onChange(next);
          }}
        />
      )}
    </Field>
  );
}
