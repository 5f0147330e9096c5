/** A row of a file as read: what it says of a reader, and what is wrong or worth knowing. */
import type { Reader } from "../../model/reader.ts";
import type { NewEntry } from "../columns/lookups.ts";
import { KEY_SCHEMES, type KeyScheme } from "../columns/targets.ts";
import type { Problem, RowNotice } from "./problems.ts";

export type DraftValues = { -readonly [F in keyof Reader]?: Reader[F] };

export interface DraftRow {
  readonly row: number;
  readonly values: DraftValues;
  /** Fields of imported columns whose cell is blank; otherIds as `otherIds/<scheme>`. */
  readonly blank: readonly string[];
  readonly problems: readonly Problem[];
  readonly notices: readonly RowNotice[];
  /** The record's id, where our own export says it. */
  readonly id?: string;
  /** Categories and branches that the row brings along. */
  readonly brings?: readonly NewEntry[];
}

/** What tells this row's reader from others, surest first. */
export function strongKeys({ values }: DraftRow): readonly { readonly scheme: KeyScheme; readonly key: string }[] {
  const keys: { readonly scheme: KeyScheme; readonly key: string }[] = [];
  for (const scheme of KEY_SCHEMES) {
    const key = scheme === "card" ? values.card : values.otherIds?.[scheme];
    if (key !== undefined) keys.push({ scheme, key });
  }
  return keys;
}
