/**
 * Decides the conflicts of one record. 1 and 2 choose a side, 3 both, E writes by hand, N decides and goes
 * on. Nothing is urgent: a safe value is in use until somebody has time.
 */
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { assertNever } from "#shared/kernel/assert.ts";
import { type Conflict, sideOf, type ValueConflict } from "#shared/replication/rows/conflict-view.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useReveal } from "../../../acts/use-reveal.ts";
import { hasLooks } from "../../../db/masked.ts";
import type { Change } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { Said } from "../../../i18n/message-id.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { useHeld } from "../../../ui/hooks/use-held.ts";
import { isMasked } from "../../../words/record-words.ts";
import type { Words } from "../../../words/words.ts";
import {
  bothOf,
  type ChosenSide,
  canChoose,
  changesFor,
  conflictKey,
  conflictToken,
  handChange,
  holdsLines,
  isTypable,
  usualChoice,
} from "./choice.ts";
import { ConflictField } from "./conflict-field.tsx";
import type { OpenRecord } from "./conflict-queries.ts";
import { conflictName } from "./conflict-words.ts";
import { DeletionField } from "./deletion-field.tsx";
import { HandDialog } from "./hand-dialog.tsx";
import { MergeField } from "./merge-field.tsx";
import { useReviewKeys } from "./review-keys.ts";

export interface ConflictReviewProps {
  readonly record: OpenRecord;
  readonly words: Words;
  readonly deviceName: (stream: string) => string;
  readonly place: RefObject<HTMLElement | null>;
}

export function ConflictReview({ record, words, deviceName, place }: ConflictReviewProps) {
  const t = useT();
  const act = useAct();
  const reveal = useReveal();
  const services = useServices();
  const [at, setAt] = useState(0);
  const [choices, setChoices] = useState<ReadonlyMap<string, ChosenSide>>(new Map());
  const [forAll, setForAll] = useState(false);
  const [byHand, setByHand] = useState<ValueConflict | null>(null);
  /** The conflict whose decision is being written, until the row without it is here. */
  const [writing, setWriting] = useState<string | null>(null);
  const wantsFocus = useRef(false);

  const { kind, conflicts } = record;
  const here = Math.max(0, Math.min(at, conflicts.length - 1));
  const current = conflicts[here];
  const currentKey = current && conflictKey(current);
  const currentToken = current === undefined ? null : conflictToken(current);
  const masked = [...new Set(conflicts.flatMap(fieldsIn).filter((field) => isMasked(kind, field)))];
  const looked = useHeld(record.id, async () =>
    hasLooks(kind) && masked.length > 0 ? reveal({ kind, id: record.id, fields: masked }) : undefined,
  );

  // what had the focus goes away with the decision: the next field takes it, so that the keys go on working
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further conflict is the occasion
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    focusCurrent(place.current);
  }, [currentKey, place]);

  const chosenOf = (conflict: (typeof conflicts)[number]): ChosenSide =>
    choices.get(conflictKey(conflict)) ?? usualChoice(conflict);
  const choose = (conflict: (typeof conflicts)[number] | undefined, choice: ChosenSide): void => {
    if (conflict !== undefined && canChoose(conflict, choice))
      setChoices(new Map([...choices, [conflictKey(conflict), choice]]));
  };
  const nameOf = (conflict: ValueConflict): string => conflictName(kind, conflict, words);
  const write = async (changes: readonly Change[], said: Said): Promise<void> => {
    wantsFocus.current = true;
    setForAll(false);
    setWriting(currentToken);
    if (!(await act({ command: "conflict.decide", changes, said }))) setWriting(null);
  };
  const side = current?.tag === "values" ? sideAt(current, chosenOf(current)) : undefined;

  const isBusy = writing !== null && writing === currentToken;
  const decide = async (): Promise<void> => {
    if (current === undefined || isBusy) return;
    const choice = chosenOf(current);
    const changes = changesFor(current, choice, (id) => record.into.get(id)?.first ?? id);
    if (current.tag === "deleted")
      return write(changes, { id: choice === 1 ? "centre.did-delete" : "centre.did-keep" });
    if (current.tag === "merges")
      return write(changes, { id: "centre.did-decide", values: { field: t("centre.merges") } });
    if (!forAll || side === undefined)
      return write(changes, {
        id: choice === "both" ? "centre.did-both" : "centre.did-decide",
        values: { field: nameOf(current) },
      });
    const alike = conflicts.flatMap((conflict) => {
      const same = conflict.tag === "values" ? sideOf(conflict, side.of[0]) : null;
      return conflict.tag === "values" && same !== null
        ? changesFor(conflict, conflict.sides.indexOf(same), (id) => id)
        : [];
    });
    return write(alike, {
      id: "centre.did-decide-all",
      values: { computer: deviceName(side.of[0]), count: alike.length },
    });
  };
  const edit = async (): Promise<void> => {
    if (current === undefined || !isTypable(current)) return;
    // the values stand in the field to be written from: a look like any other
    const { field } = current.place;
    const maySee =
      !isMasked(kind, field) ||
      (hasLooks(kind) && (await reveal({ kind, id: record.id, fields: [field] })) !== undefined);
    if (maySee) setByHand(current);
  };
  useReviewKeys(place, {
    busy: isBusy,
    choose: (number) => choose(current, number),
    both: () => choose(current, "both"),
    edit: () => void edit(),
    next: () => void decide(),
  });

  const ofThisSide =
    side === undefined
      ? 0
      : conflicts.filter((conflict) => conflict.tag === "values" && sideOf(conflict, side.of[0]) !== null).length;
  return (
    <>
      {conflicts.map((conflict, index) => {
        const common = {
          number: index + 1,
          chosen: chosenOf(conflict),
          current: index === here,
          words,
          now: services.clock.now(),
          deviceName,
          onCurrent: () => setAt(index),
          onChoose: (choice: ChosenSide) => choose(conflict, choice),
        };
        switch (conflict.tag) {
          case "values":
            return (
              <ConflictField
                key={conflictKey(conflict)}
                {...common}
                kind={kind}
                conflict={conflict}
                before={record.before.get(conflict.cell)}
                plain={looked.shown !== null}
              />
            );
          case "deleted":
            return (
              <DeletionField
                key={conflictKey(conflict)}
                {...common}
                kind={kind}
                conflict={conflict}
                plain={looked.shown !== null}
              />
            );
          case "merges":
            return <MergeField key={conflictKey(conflict)} {...common} conflict={conflict} into={record.into} />;
          default:
            return assertNever(conflict);
        }
      })}
      <div className="row row-wrap review-foot">
        {side !== undefined && ofThisSide > 1 && (
          <Checkbox checked={forAll} onChange={(event) => setForAll(event.target.checked)}>
            {t(kind === "reader" ? "centre.for-all-reader" : "centre.for-all", {
              count: ofThisSide,
              name: deviceName(side.of[0]),
            })}
          </Checkbox>
        )}
        {masked.length > 0 && <span className="meta no-print">{t("centre.hold-to-see")}</span>}
        <span className="push row">
          <Button
            keys="3"
            disabled={current?.tag !== "values" || bothOf(current) === null}
            aria-pressed={current !== undefined && chosenOf(current) === "both"}
            onClick={() => choose(current, "both")}
          >
            {t("centre.keep-both")}
          </Button>
          <Button keys="E" disabled={current === undefined || !isTypable(current)} onClick={() => void edit()}>
            {t("centre.by-hand")}
          </Button>
          {/* the second half of a double click was meant for the one before */}
          <Button
            kind="primary"
            keys="N"
            disabled={current === undefined}
            onClick={(event) => event.detail < 2 && void decide()}
          >
            {t("centre.decide-next")}
          </Button>
        </span>
      </div>
      {byHand !== null && (
        <HandDialog
          kind={kind}
          conflict={byHand}
          initial={startOf(byHand, chosenOf(byHand))}
          lines={holdsLines(byHand)}
          label={nameOf(byHand)}
          onClose={() => setByHand(null)}
          onSave={(value) => {
            setByHand(null);
            void write([handChange(byHand, value)], { id: "centre.did-decide", values: { field: nameOf(byHand) } });
          }}
        />
      )}
    </>
  );
}

/** Whose values are shown in its question. */
const fieldsIn = (conflict: Conflict): readonly string[] =>
  conflict.tag === "values"
    ? [conflict.place.field]
    : conflict.tag === "deleted"
      ? conflict.edits.map(({ place }) => place.field)
      : [];

const sideAt = (conflict: ValueConflict, choice: ChosenSide) =>
  choice === "both" ? undefined : conflict.sides[choice];

const startOf = (conflict: ValueConflict, choice: ChosenSide): string =>
  String((choice === "both" ? bothOf(conflict) : conflict.sides[choice]?.value) ?? "");

/** The chosen value of the field at hand, its first where none is chosen yet, else the review itself. */
export function focusCurrent(place: HTMLElement | null): void {
  const current = place?.querySelector(".conflict[data-current]");
  (
    current?.querySelector<HTMLElement>("input:checked") ??
    current?.querySelector<HTMLElement>("input") ??
    place
  )?.focus();
}
