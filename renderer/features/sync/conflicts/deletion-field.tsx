/**
 * A record that one computer deleted while another worked on it: what was written, by whom, and who deleted it. It
 * stays until somebody decides.
 */
import { useId } from "react";
import type { Kind } from "#shared/model/kinds.ts";
import type { DeletionConflict } from "#shared/replication/rows/conflict-view.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { cellName, cellValue } from "../../../words/record-words.ts";
import type { Words } from "../../../words/words.ts";
import type { ChosenSide } from "./choice.ts";
import { whoWhereWhen } from "./who-where-when.ts";

export interface DeletionFieldProps {
  readonly kind: Kind;
  readonly conflict: DeletionConflict;
  readonly number: number;
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

export function DeletionField({
  kind,
  conflict,
  number,
  chosen,
  plain,
  current,
  words,
  now,
  deviceName,
  onCurrent,
  onChoose,
}: DeletionFieldProps) {
  const t = useT();
  const name = useId();
  const deletions = conflict.deletions.map(({ of }) => whoWhereWhen(of, words, now, deviceName));
  return (
    <fieldset className="conflict" data-current={current || undefined} onFocus={onCurrent}>
      <legend>
        <b>{t("centre.numbered", { number, name: t("centre.deletion") })}</b>
        <span className="meta">{t("centre.deletion-hint")}</span>
      </legend>
      <div className="conflict-grid" data-sides="2">
        <div className="opt opt-was">
          <span className="opt-head">{t("centre.deleted-by")}</span>
          <span className="value">{deletions.join("\n")}</span>
        </div>
        <label className="opt">
          <span className="opt-head">
            <input type="radio" name={name} checked={chosen === 0} onChange={() => onChoose(0)} />
            <b>{t("centre.keep-record")}</b>
            <Pill tone="line">{t("centre.in-use")}</Pill>
            <span className="push">
              <Kbd keys="1" />
            </span>
          </span>
          {conflict.edits.map(({ cell, place, value, by, of }) => (
            <span key={`${cell} ${by[0]}-${by[1]} ${of[0]}-${of[1]}`}>
              <span className="value">
                {t("words.cell", {
                  field: cellName(kind, place, words),
                  element: cellValue(kind, place.field, value, plain, words),
                })}
              </span>
              <span className="meta"> {whoWhereWhen(of, words, now, deviceName)}</span>
            </span>
          ))}
        </label>
        <label className="opt">
          <span className="opt-head">
            <input type="radio" name={name} checked={chosen === 1} onChange={() => onChoose(1)} />
            <b>{t("centre.delete-record")}</b>
            <span className="push">
              <Kbd keys="2" />
            </span>
          </span>
        </label>
      </div>
    </fieldset>
  );
}
