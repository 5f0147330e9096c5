/**
 * In which order the list stands: chosen at the head of a column, once more for the other way round, and kept on this
 * computer. What a text finds, and what stands behind a figure, has an order of its own until another one is chosen.
 */
import { useMemo, useState } from "react";
import { codeName, codesOf, type House } from "../../../db/read-house.ts";
import { useDeviceSettings, useDeviceSettingsStore } from "../../../desk-services/device-settings.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale } from "../../../i18n/use-t.ts";
import { READER_ORDERS, type ReaderOrder, type ReaderOrderBy } from "../../../platform/worker/reader-list-api.ts";

export type ListOrder = Pick<ReaderOrder, "by" | "isDown">;

const BY_NAME: ListOrder = { by: "name", isDown: false };
/** Whoever asks for these means those with most. */
const DOWN_FIRST: ReadonlySet<ReaderOrderBy> = new Set(["days", "open"]);

const orderText = ({ by, isDown }: ListOrder): string => (isDown ? `-${by}` : by);

/** Undefined for what is none. */
function parseOrder(text: string | undefined): ListOrder | undefined {
  const isDown = text?.startsWith("-") === true;
  const by = READER_ORDERS.find((each) => each === (isDown ? text?.slice(1) : text));
  return by === undefined ? undefined : { by, isDown };
}

/** After a press on a column's head. */
const nextOrder = (now: ListOrder | null, by: ReaderOrderBy): ListOrder =>
  now?.by === by ? { by, isDown: !now.isDown } : { by, isDown: DOWN_FIRST.has(by) };

export interface OrderNow {
  /** Null: in the list's own order. */
  readonly shown: ListOrder | null;
  /** As the worker is asked. */
  readonly asked: ReaderOrder | null;
  readonly choose: (by: ReaderOrderBy) => void;
}

/** @param own names a list with an order of its own, as what a text finds; empty for the usual one */
export function useListOrder(own: string): OrderNow {
  const { readerOrder } = useDeviceSettings();
  const settings = useDeviceSettingsStore();
  const [chosen, setChosen] = useState<{ readonly of: string; readonly order: ListOrder } | null>(null);
  const house = useHouse();
  const locale = useLocale();
  const { compare } = useFormat();
  const kept = useMemo(() => parseOrder(readerOrder) ?? BY_NAME, [readerOrder]);
  const shown = own === "" ? kept : chosen?.of === own ? chosen.order : null;
  const asked = useMemo((): ReaderOrder | null => {
    if (shown === null || (own === "" && shown.by === "name" && !shown.isDown)) return null;
    const names = namesOf(shown.by, house, locale);
    return names === null
      ? shown
      : { ...shown, codes: names.toSorted(([, a], [, b]) => compare(a, b)).map(([id]) => id) };
  }, [shown, own, house, locale, compare]);
  return {
    shown,
    asked,
    choose(by) {
      const order = nextOrder(shown, by);
      if (own === "") void settings.update({ readerOrder: orderText(order) });
      else setChosen({ of: own, order });
    },
  };
}

function namesOf(
  by: ReaderOrderBy,
  house: House,
  locale: Parameters<typeof codeName>[3],
): readonly (readonly [id: string, name: string])[] | null {
  if (by === "category")
    return codesOf(house, "category").map((code) => [code, codeName(house, "category", code, locale)]);
  if (by === "branch") return [...house.branches];
  return by === "owner" ? [...house.staff] : null;
}
