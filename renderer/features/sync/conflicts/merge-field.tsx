/** A reader whom two computers have merged into different ones: one of these, or all of them are one person. */

import { type ReactNode, useId } from "react";
import { groupCard } from "#shared/model/input/card-number.ts";
import type { MergeConflict } from "#shared/replication/rows/conflict-view.ts";
import { PersonLine } from "../../../desk-services/person-name.tsx";
import { useRich, useT } from "../../../i18n/use-t.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { canChoose } from "./choice.ts";
import type { MergedInto } from "./conflict-queries.ts";
import type { DeletionFieldProps } from "./deletion-field.tsx";
import { Formerly } from "./formerly.tsx";
import { SideChoice } from "./side-choice.tsx";
import { whoWhereWhen } from "./who-where-when.ts";

export interface MergeFieldProps extends Omit<DeletionFieldProps, "kind" | "conflict" | "plain"> {
  readonly conflict: MergeConflict;
  readonly into: ReadonlyMap<string, MergedInto>;
}

export function MergeField({
  conflict,
  into,
  number,
  chosen,
  current,
  words,
  now,
  deviceName,
  onCurrent,
  onChoose,
}: MergeFieldProps) {
  const t = useT();
  const rich = useRich();
  const name = useId();
  const rowOf = (id: string): MergedInto["row"] => into.get(id)?.row;
  const called = (id: string): ReactNode => {
    const row = rowOf(id);
    return (
      <PersonLine
        name={row?.name ?? t("words.empty")}
        rest={[row?.card === undefined ? undefined : groupCard(row.card)]}
      />
    );
  };
  return (
    <fieldset className="conflict" data-current={current || undefined} onFocus={onCurrent}>
      <legend>
        <b>{t("centre.numbered", { number, name: t("centre.merges") })}</b>
        <span className="meta">{t("centre.merges-hint")}</span>
      </legend>
      <div className="conflict-grid" data-sides={conflict.sides.length}>
        {conflict.sides.map((side, index) => (
          <SideChoice
            key={side.into ?? ""}
            name={name}
            index={index}
            chosen={index === chosen}
            device={deviceName(side.of[0])}
            inUse={side.inUse}
            onChoose={onChoose}
          >
            <span className="value">
              {side.into === null ? t("centre.not-merged") : rich("centre.merged-into", { name: called(side.into) })}
            </span>
            <Formerly row={side.into === null ? undefined : rowOf(side.into)} words={words} />
            <span className="meta">{whoWhereWhen(side.of, words, now)}</span>
          </SideChoice>
        ))}
        {canChoose(conflict, "both") && (
          <label className="opt opt-both">
            <span className="opt-head">
              <input type="radio" name={name} checked={chosen === "both"} onChange={() => onChoose("both")} />
              <b>{t("centre.all-one")}</b>
              <span className="push">
                <Kbd keys="3" />
              </span>
            </span>
            <span className="meta">{t("centre.all-one-hint")}</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}
