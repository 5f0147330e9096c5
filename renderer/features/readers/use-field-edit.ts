/**
 * Opens a field of the record and keeps what was typed, with what the form had seen of its cells (R10). A
 * protected value is given plain only after the look is recorded.
 */
import { type RefObject, useRef, useState } from "react";
import type { Reader } from "#shared/model/reader.ts";
import { cellsOf, frontierOf } from "#shared/replication/cells.ts";
import type { WriteRef } from "#shared/replication/entry.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import { useAct } from "../../db/acts.ts";
import { edit } from "../../db/changes.ts";
import { useDeviceSettings } from "../../db/device-settings.ts";
import { reveal } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";

interface Opened {
  readonly plain: unknown;
  readonly openedOn: Readonly<Record<string, readonly WriteRef[]>>;
}

export interface FieldEdit {
  /** Null while the field is only shown. */
  readonly opened: Opened | null;
  /** The button that shows the value and gets the focus back. */
  readonly place: RefObject<HTMLButtonElement | null>;
  readonly open: () => Promise<void>;
  readonly leave: () => void;
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
  const services = useServices();
  const { staff } = useDeviceSettings();
  const [opened, setOpened] = useState<Opened | null>(null);
  const place = useRef<HTMLButtonElement>(null);

  const open = async (): Promise<void> => {
    const row = await services.db.reader.get(reader);
    if (row === undefined) return;
    const plain = masked && value !== undefined ? (await reveal(services, staff, { kind: "reader", id: reader, fields: [field] }))?.[field] : value;
    setOpened({ plain, openedOn: seenOf({ ...row }, field) });
  };
  const leave = (): void => {
    setOpened(null);
    // after the button is back in the page, and not where a quick hand is in the next field already
    requestAnimationFrame(() => document.activeElement === document.body && place.current?.focus());
  };
  const keep = async (next: unknown): Promise<void> => {
    if (opened === null) return;
    const removed = isPairs(next) && isPairs(opened.plain) ? Object.fromEntries(Object.keys(opened.plain).map((key) => [key, null])) : {};
    const written = field === "otherIds" && isPairs(next) ? { ...removed, ...next } : next;
    const change = edit("reader", reader, { [field]: written }, opened.openedOn);
    if (await act({ command: "reader.edit", changes: [change], said: { id: "readers.did-edit", values: { field: label } } })) leave();
  };
  return { opened, place, open, leave, keep };
}

const isPairs = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

/** One cell, or one of each key or element. */
function seenOf(row: AnyRow, field: string): Opened["openedOn"] {
  const cells = [field, ...cellsOf("reader", row).filter((cell) => cell.startsWith(`${field}/`))];
  return Object.fromEntries(cells.map((cell) => [cell, frontierOf("reader", row, cell).map(({ by }): WriteRef => [by[0], by[1]])]));
}
