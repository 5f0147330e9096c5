/** One field that two computers changed: what stood before, and each value with who wrote it and when. */
import { useId } from "react";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { Json } from "#shared/kernel/json.ts";
import { diffWords } from "#shared/kernel/word-diff.ts";
import type { Kind } from "#shared/model/kinds.ts";
import type { Side, ValueConflict } from "#shared/replication/conflicts.ts";
import { useT } from "../../i18n/use-t.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { Pill } from "../../ui/pill.tsx";
import { cellName, cellValue, type Words } from "./conflict-words.ts";

export interface ConflictFieldProps {
  readonly kind: Kind;
  readonly conflict: ValueConflict;
  readonly number: number;
  readonly before: Json | undefined;
  readonly chosen: number;
  readonly plain: boolean;
  readonly current: boolean;
  readonly words: Words;
  readonly now: number;
  readonly deviceName: (stream: string) => string;
  readonly onChoose: (side: number) => void;
}

export function ConflictField({ kind, conflict, number, before, chosen, plain, current, words, now, deviceName, onChoose }: ConflictFieldProps) {
  const t = useT();
  const name = useId();
  const { field } = conflict.place;
  const old = before === undefined ? undefined : cellValue(kind, field, before, plain, words);
  const isText = conflict.sides.some(({ value }) => typeof value === "string" && value.length > 12);
  const hint = conflict.place.merge === "withdrawn" ? t("sync.refusal-holds") : isText && old !== undefined ? t("sync.changes-underlined") : t("sync.both-filled");
  return (
    <fieldset className="conflict" data-current={current || undefined}>
      <legend>
        <b>{t("sync.numbered", { number, name: cellName(kind, conflict, words) })}</b>
        <span className="meta">{hint}</span>
      </legend>
      <div className="conflict-grid" data-sides={conflict.sides.length}>
        <div className="opt opt-was">
          <span className="opt-head">{t("sync.before")}</span>
          <span className="value">{old ?? t("sync.before-unknown")}</span>
        </div>
        {conflict.sides.map((side, index) => (
          <label key={`${side.by[0]}-${side.by[1]}`} className="opt">
            <span className="opt-head">
              <input type="radio" name={name} checked={index === chosen} onChange={() => onChoose(index)} />
              <b>{deviceName(side.by[0])}</b>
              {side.inUse && <Pill tone="line">{t("sync.in-use")}</Pill>}
              {index < 2 && (
                <span className="push">
                  <Kbd keys={String(index + 1)} />
                </span>
              )}
            </span>
            <Value text={cellValue(kind, field, side.value, plain, words)} old={isText ? old : undefined} />
            <Who side={side} words={words} now={now} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Value({ text, old }: { text: string; old: string | undefined }) {
  if (old === undefined) return <span className="value">{text}</span>;
  return (
    <span className="value">
      {diffWords(old, text).map((part, index) => {
        // parts have no other name than their place
        const key = `${index}`;
        if (part.change === "added") return <ins key={key}>{part.text}</ins>;
        return part.change === "removed" ? <del key={key}>{part.text}</del> : <span key={key}>{part.text}</span>;
      })}
    </span>
  );
}

function Who({ side, words, now }: { side: Side; words: Words; now: number }) {
  const { t, format, house } = words;
  const how = typeof side.value === "object" && side.value !== null && "how" in side.value ? side.value.how : undefined;
  const spoken = how === "spoken" || how === "written" || how === "form" || how === "imported" ? t(`words.how.${how}`) : undefined;
  return <span className="meta">{[house.staff.get(side.by[3]), format.moment(hlcToMs(side.by[2]), now), spoken].filter(Boolean).join(" · ")}</span>;
}
