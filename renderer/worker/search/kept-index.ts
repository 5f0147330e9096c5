/** The packed index kept in the database, so that a start need not read and spell every reader. */
import { isObject } from "#shared/kernel/json.ts";
import type { LogRow } from "../../db/database.ts";
import { readersIn } from "../../db/readers-in.ts";
import { createKept } from "../kept/snapshot.ts";
import { isPackedIndex, type PackedIndex } from "./search-index.ts";

/** By one own entry. */
export const readersTouched = ({ entry }: LogRow): readonly string[] => readersIn(entry);

interface KeptIndex extends PackedIndex {
  /** Who was merged into whom when it was packed; a pack from before this was kept is read anew. */
  readonly merged: Readonly<Record<string, string>>;
  /** Whatever a reader is found and sorted by was packed; so is no pack from before one of these came. */
  readonly foundBy: typeof FOUND_BY;
}

export const FOUND_BY = "codes, names, readings, offers, letters of the order, numbers without extensions";

const isKeptIndex = (value: unknown): value is KeptIndex =>
  isPackedIndex(value) &&
  "merged" in value &&
  isObject(value.merged) &&
  Object.values(value.merged).every((as) => typeof as === "string") &&
  "foundBy" in value &&
  value.foundBy === FOUND_BY;

export const keptIndex = createKept<KeptIndex>({ name: "search", isWhole: isKeptIndex, touchedBy: readersTouched });
