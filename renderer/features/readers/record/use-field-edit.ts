/**
 * Opens a field of the record and keeps what was typed, with what the form had seen of its cells (R10). A
 * protected value is given plain only after the look is recorded.
 */
import { type RefObject, useRef, useState } from "react";
import { isObject } from "#shared/kernel/json.ts";
import { normalizeCard } from "#shared/model/input/card-number.ts";
import { fieldSpec } from "#shared/model/kinds.ts";
import type { Reader } from "#shared/model/reader.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useReveal } from "../../../acts/use-reveal.ts";
import type { DeskDb } from "../../../db/database.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import { type OpenedForm, openForm, saveForm } from "../../../db/write/opened-form.ts";
import { useServices } from "../../../desk-services/services.ts";

interface Opened {
  readonly plain: unknown;
  readonly form: OpenedForm<"reader">;
  /** The other records of hers: where she has none of her own, theirs are shown. */
  readonly others: readonly OpenedForm<"reader">[];
}

export interface FieldEdit {
  /** Null while the field is only shown. */
  readonly opened: Opened | null;
  /** The button that shows the value and gets the focus back. */
  readonly place: RefObject<HTMLButtonElement | null>;
  readonly open: () => Promise<void>;
  readonly leave: () => void;
  /** The card number that was to be kept is another reader's. */
  readonly isTaken: boolean;
  /** Null clears the field; of pairs those are removed that are left out. */
  readonly keep: (value: unknown) => Promise<void>;
}

export interface FieldAsked {
  readonly reader: string;
  readonly field: keyof Reader;
  readonly label: string;
  readonly value: unknown;
  readonly masked: boolean;
}

export function useFieldEdit({ reader, field, label, value, masked }: FieldAsked): FieldEdit {
  const act = useAct();
  const reveal = useReveal();
  const services = useServices();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isTaken, setTaken] = useState(false);
  const place = useRef<HTMLButtonElement>(null);

  const open = async (): Promise<void> => {
    const { db } = services;
    const row = await db.reader.get(reader);
    if (row === undefined) return;
    const ids = ((await readReaderClass(db, reader))?.ids ?? []).filter((id) => id !== reader);
    const others = (await db.reader.bulkGet([...ids])).flatMap((other) =>
      other === undefined ? [] : openForm("reader", other, [field]),
    );
    const look =
      masked && value !== undefined
        ? await reveal({ kind: "reader", id: reader, fields: [field] })
        : { [field]: value };
    // without the look there is no value to write from: an empty field would clear it
    if (look === undefined) return;
    const plain = look[field];
    // of a merged record the value may be another's
    const form = openForm("reader", row, [field]);
    // elements of a set are hers only once they stand with her own, or the first that is added would hide the rest
    setOpened({ plain, others, form: isSet(field) ? form : { ...form, values: { [field]: plain } } });
  };
  const leave = (): void => {
    setOpened(null);
    setTaken(false);
    // after the button is back in the page, and not where a quick hand is in the next field already
    requestAnimationFrame(() => document.activeElement === document.body && place.current?.focus());
  };
  const keep = async (next: unknown): Promise<void> => {
    if (opened === null) return;
    const taken =
      field === "card" &&
      typeof next === "string" &&
      (await hasCard(services.db, next, [reader, ...opened.others.map(({ id }) => id)]));
    setTaken(taken);
    if (taken) return;
    const changes = [
      ...saveForm(opened.form, { [field]: next }),
      ...opened.others.flatMap((form) =>
        saveForm(form, { [field]: withoutTaken(field, form.values[field], opened.plain, next) }),
      ),
    ];
    if (await act({ command: "reader.edit", changes, said: { id: "readers.did-edit", values: { field: label } } }))
      leave();
  };
  return { opened, place, open, leave, isTaken, keep };
}

/** Whether anybody else has this card, who is not one person with these. */
async function hasCard(db: DeskDb, card: string, own: readonly string[]): Promise<boolean> {
  const rows = await db.reader.where("card").equals(normalizeCard(card)).toArray();
  return rows.some(({ id, gone }) => gone !== 1 && !own.includes(id));
}

/**
 * What another record of hers holds, once `next` stands in place of what was shown: of what was taken away nothing, or
 * it would be shown again. What only takes another value hides hers, as ever.
 */
function withoutTaken(field: string, own: unknown, shown: unknown, next: unknown): unknown {
  if (own === undefined || next === null || isEmpty(next)) return null;
  if (isSet(field) && Array.isArray(own) && Array.isArray(shown) && Array.isArray(next))
    return own.filter((element) => !shown.includes(element) || next.includes(element));
  if (!isObject(own) || !isObject(shown) || !isObject(next) || fieldSpec("reader", field).shape !== "map") return own;
  return Object.fromEntries(Object.entries(own).filter(([key]) => !(key in shown) || key in next));
}

const isSet = (field: string): boolean => fieldSpec("reader", field).shape === "set";
const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
