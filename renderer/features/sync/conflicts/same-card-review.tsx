/** Several readers carry one card: they are one person and are merged, or the card belongs to one of them. */
import { TriangleAlert } from "lucide-react";
import { type RefObject, useId, useState } from "react";
import { groupCard } from "#shared/model/card-number.ts";
import { maskName } from "#shared/model/mask.ts";
import { joinRecords } from "#shared/replication/alias.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { type Change, edit } from "../../../db/changes.ts";
import { codeName } from "../../../db/house.ts";
import { masked } from "../../../db/masked.ts";
import type { Words } from "../../../db/record-words.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { useOnce } from "../../../ui/use-once.ts";
import type { SameCard } from "./conflict-queries.ts";
import { useReviewKeys } from "./review-keys.ts";

export interface SameCardReviewProps {
  readonly group: SameCard;
  readonly words: Words;
  readonly place: RefObject<HTMLElement | null>;
  readonly onDecided: () => void;
}

export function SameCardReview({ group, words, place, onDecided }: SameCardReviewProps) {
  const t = useT();
  const act = useAct();
  const name = useId();
  /** 0: one person; else the place in the group of whom the card belongs to, from 1. Nothing is joined that nobody has chosen. */
  const [chosen, setChosen] = useState<number | null>(null);
  const isDoubtful = new Set(group.flatMap(({ birthDate }) => birthDate ?? [])).size > 1;
  const decide = useOnce(async (): Promise<void> => {
    if (chosen === null) return;
    const keeper = group[chosen - 1];
    const said = keeper === undefined ? ({ id: "centre.did-merge" } as const) : ({ id: "centre.did-card", values: { who: maskName(keeper.name ?? "", keeper.familyName) } } as const);
    if (!(await act({ command: keeper === undefined ? "reader.merge" : "conflict.decide", changes: keeper === undefined ? mergeAll(group) : cardOnlyTo(group, keeper.id), said }))) return;
    onDecided();
    place.current?.focus();
  });
  useReviewKeys(place, { busy: false, choose: setChosen, both: () => setChosen(Math.min(2, group.length)), edit: () => undefined, next: () => void decide() });
  return (
    <>
      {isDoubtful && (
        <p className="alert alert-danger" role="alert">
          <Icon icon={TriangleAlert} />
          <span>
            <b>{t("centre.two-birthdays")}</b> {t("centre.two-birthdays-hint")}
          </span>
        </p>
      )}
      <fieldset className="conflict" data-current="">
        <legend>
          <b>{t("centre.same-card", { card: groupCard(group[0]?.card ?? "") })}</b>
          <span className="meta">{t("centre.same-card-hint")}</span>
        </legend>
        <div className="conflict-grid" data-sides={group.length}>
          <label className="opt">
            <span className="opt-head">
              <input type="radio" name={name} checked={chosen === 0} onChange={() => setChosen(0)} />
              <b>{t("centre.one-person")}</b>
              <span className="push">
                <Kbd keys="1" />
              </span>
            </span>
            <span className="meta">{t("centre.one-person-hint")}</span>
          </label>
          {group.map((row, index) => (
            <label key={row.id} className="opt">
              <span className="opt-head">
                <input type="radio" name={name} checked={chosen === index + 1} onChange={() => setChosen(index + 1)} />
                <b>{t("centre.card-is-theirs")}</b>
                {index < 2 && (
                  <span className="push">
                    <Kbd keys={String(index + 2)} />
                  </span>
                )}
              </span>
              <span className="value">{row.name ?? t("words.empty")}</span>
              <span className="meta">{factsOf(row, words)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="row review-foot">
        <span className="push row">
          <Button kind="primary" keys="N" disabled={chosen === null} onClick={() => void decide()}>
            {t("centre.decide-next")}
          </Button>
        </span>
      </div>
    </>
  );
}

/** Enough to tell two people apart. */
function factsOf(row: SameCard[number], { house, locale }: Words): string {
  const { category, unit, phones, enrolledOn } = masked("reader", row);
  return [category === undefined ? undefined : codeName(house, "category", category, locale), unit, phones?.join("、"), enrolledOn].filter((fact) => fact !== undefined && fact !== "").join(" · ");
}

function mergeAll(group: SameCard): readonly Change[] {
  const [main, ...others] = group;
  if (main === undefined) return [];
  return others.map(({ id }) => {
    const { op } = joinRecords("reader", main.id, id);
    return { act: "cells", kind: "reader", id: op.id, cells: op.cells };
  });
}

const cardOnlyTo = (group: SameCard, keeper: string): readonly Change[] => group.filter(({ id }) => id !== keeper).map(({ id }) => edit("reader", id, { card: null }));
