/** One field that two computers changed: what stood before, and each value with who wrote it and when. */
import { useId } from "react";
import { diffWords } from "#shared/kernel/word-diff.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { maskedFields } from "#shared/model/readers/mask-row.ts";
import type { Side, ValueConflict } from "#shared/replication/rows/conflict-view.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { isNumberLike } from "../../../words/record-words.ts";
import type { Words } from "../../../words/words.ts";
import { bothOf, type ChosenSide } from "./choice.ts";
import type { Before } from "./conflict-queries.ts";
import { conflictName, valueTexts } from "./conflict-words.ts";
import { SideChoice } from "./side-choice.tsx";
import { whoWhereWhen } from "./who-where-when.ts";

export interface ConflictFieldProps {
  readonly kind: Kind;
  readonly conflict: ValueConflict;
  readonly number: number;
  readonly before: Before | undefined;
  readonly chosen: ChosenSide;
  /** Protected values as they are, while the key is held. */
  readonly plain: boolean;
  readonly current: boolean;
  readonly words: Words;
  readonly now: number;
  readonly deviceName: (stream: string) => string;
  readonly onCurrent: () => void;
  readonly onChoose: (choice: ChosenSide) => void;
}

/** Longer texts show what was changed in them. */
const SHORT_TEXT = 12;

export function ConflictField(props: ConflictFieldProps) {
  const { kind, conflict, number, before, chosen, plain, current, words, now, deviceName, onCurrent, onChoose } = props;
  const t = useT();
  const name = useId();
  const { field, merge } = conflict.place;
  const text = valueTexts(kind, conflict, plain, words);
  const old = before === undefined ? undefined : text(before.value);
  const isText = conflict.sides.some(({ value }) => typeof value === "string" && value.length > SHORT_TEXT);
  const looksAlike = new Set(conflict.sides.map(({ value }) => text(value))).size < conflict.sides.length;
  const hint = looksAlike
    ? maskedFields(kind).includes(field) && !plain
      ? "centre.protected"
      : "centre.alike"
    : merge === "withdrawn"
      ? "centre.refusal-holds"
      : isText && old !== undefined
        ? "centre.changes-underlined"
        : "centre.both-filled";
  const valueClass = isNumberLike(field) ? "value mono" : "value";
  return (
    <fieldset className="conflict" data-current={current || undefined} onFocus={onCurrent}>
      <legend>
        <b>{t("centre.numbered", { number, name: conflictName(kind, conflict, words) })}</b>
        <span className="meta">{t(hint)}</span>
      </legend>
      <div className="conflict-grid" data-sides={conflict.sides.length}>
        <div className="opt opt-was">
          <span className="opt-head">{t("centre.before")}</span>
          <span className={valueClass}>{old ?? t("centre.before-unknown")}</span>
          {before !== undefined && before.at !== null && (
            <span className="meta">{whoAndWhen(before.staff, before.at, words, now)}</span>
          )}
        </div>
        {conflict.sides.map((side, index) => (
          <SideChoice
            key={`${side.of[0]}-${side.of[1]}`}
            name={name}
            index={index}
            chosen={index === chosen}
            device={deviceName(side.of[0])}
            inUse={side.inUse}
            onChoose={onChoose}
          >
            <Value className={valueClass} text={text(side.value)} old={isText ? old : undefined} />
            <span className="meta">
              {[whoWhereWhen(side.of, words, now), howSaid(side, words)].filter(Boolean).join(" · ")}
            </span>
          </SideChoice>
        ))}
        {chosen === "both" && (
          <label className="opt opt-both">
            <span className="opt-head">
              <input type="radio" name={name} checked readOnly />
              <b>{t("centre.keep-both")}</b>
              <span className="push">
                <Kbd keys="3" />
              </span>
            </span>
            <span className={valueClass}>{text(bothOf(conflict))}</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}

function Value({ className, text, old }: { className: string; text: string; old: string | undefined }) {
  if (old === undefined) return <span className={className}>{text}</span>;
  return (
    <span className={className}>
      {diffWords(old, text).map((part, index) => {
        // parts have no other name than their place
        const key = `${index}-${part.change}`;
        if (part.change === "added") return <ins key={key}>{part.text}</ins>;
        return part.change === "removed" ? null : <span key={key}>{part.text}</span>;
      })}
    </span>
  );
}

const whoAndWhen = (staff: string | null, at: number, { format, house }: Words, now: number): string =>
  [staff === null ? undefined : house.staff.get(staff), format.moment(at, now)].filter(Boolean).join(" · ");

/** Of a consent: spoken, written, on a form. */
function howSaid({ value }: Side, { t }: Words): string | undefined {
  const how = typeof value === "object" && value !== null && "how" in value ? value.how : undefined;
  return how === "spoken" || how === "written" || how === "form" || how === "imported"
    ? t(`words.how.${how}`)
    : undefined;
}
