/**
 * Several readers carry one card: it belongs to one of them. That they are one person is never proposed from a card
 * alone, for families share them: whoever knows it opens one of them and merges there, where both are seen whole.
 */

import { type RefObject, useId, useState } from "react";
import { Link } from "wouter";
import { groupCard } from "#shared/model/input/card-number.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { masked } from "../../../db/masked.ts";
import { codeName } from "../../../db/read-house.ts";
import { type Change, edit } from "../../../db/write/changes.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import type { Words } from "../../../words/words.ts";
import type { SameCard } from "./conflict-queries.ts";
import { Formerly } from "./formerly.tsx";
import { useReviewKeys } from "./review-keys.ts";

export interface SameCardReviewProps {
  readonly group: SameCard;
  readonly words: Words;
  readonly place: RefObject<HTMLElement | null>;
}

export function SameCardReview({ group, words, place }: SameCardReviewProps) {
  const t = useT();
  const act = useAct();
  const name = useId();
  /** The place in the group of whom the card belongs to; nothing is taken from anybody that nobody has chosen. */
  const [chosen, setChosen] = useState<number | null>(null);
  const keeper = chosen === null ? undefined : group[chosen];
  const decide = useOnce(async (): Promise<void> => {
    if (keeper === undefined) return;
    const said = { id: "centre.did-card", values: { who: maskName(keeper.name ?? "", keeper.familyName) } } as const;
    if (await act({ command: "conflict.decide", changes: cardOnlyTo(group, keeper.id), said })) place.current?.focus();
  });
  useReviewKeys(place, {
    busy: false,
    choose: setChosen,
    both: () => setChosen(Math.min(2, group.length - 1)),
    edit: () => undefined,
    next: () => void decide(),
  });
  return (
    <>
      <fieldset className="conflict" data-current="">
        <legend>
          <b>{t("centre.same-card", { card: groupCard(group[0]?.card ?? "") })}</b>
          <span className="meta">{t("centre.same-card-hint")}</span>
        </legend>
        <div className="conflict-grid" data-sides={group.length}>
          {group.map((row, index) => (
            <label key={row.id} className="opt">
              <span className="opt-head">
                <input type="radio" name={name} checked={chosen === index} onChange={() => setChosen(index)} />
                <b>{t("centre.card-is-theirs")}</b>
                {index < 3 && (
                  <span className="push">
                    <Kbd keys={String(index + 1)} />
                  </span>
                )}
              </span>
              <span className="value">
                <PersonName>{row.name ?? t("words.empty")}</PersonName>
              </span>
              <Formerly row={row} words={words} />
              <span className="meta">{factsOf(row, words)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="row review-foot">
        <span className="meta">
          {t("centre.same-card-merge")}{" "}
          {group.map(({ id, name: of }, index) => (
            <span key={id}>
              {`${index + 1} `}
              <Link className="link" href={`/readers/${id}`}>
                {of ?? t("words.empty")}
              </Link>{" "}
            </span>
          ))}
        </span>
        <span className="push row">
          <Button kind="primary" keys="N" disabled={keeper === undefined} onClick={() => void decide()}>
            {t("centre.decide-next")}
          </Button>
        </span>
      </div>
    </>
  );
}

/** Enough to tell two people apart. */
function factsOf(row: SameCard[number], { house, locale, format }: Words): string {
  const { category, unit, phones, enrolledOn } = masked("reader", row);
  return [
    category === undefined ? undefined : codeName(house, "category", category, locale),
    unit,
    phones?.join("、"),
    enrolledOn && format.shownDay(enrolledOn),
  ]
    .filter((fact) => fact !== undefined && fact !== "")
    .join(" · ");
}

const cardOnlyTo = (group: SameCard, keeper: string): readonly Change[] =>
  group.filter(({ id }) => id !== keeper).map(({ id }) => edit("reader", id, { card: null }));
