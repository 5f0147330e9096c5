/**
 * The library that the tables of imports are made in: its lists, one branch, and whoever is said to be in it already.
 */
import { type Change, create } from "../../renderer/db/write/changes.ts";
import { DEFAULT_CODES } from "../../shared/model/settings/default-codes.ts";

/** A day that is over in the files, and the day after which nothing in them has been yet. */
export const NOON = new Date(2026, 10, 24, 12).getTime();

export const importLibrary = (readers: readonly Change[] = []): readonly Change[] => [
  ...DEFAULT_CODES.map(({ id, values }) => create("code", id, values)),
  create("setting", "setting-jurisdiction", { name: "jurisdiction", value: "mainland" }),
  create("branch", "branch-1", { name: "城东馆", code: "CPL" }),
  ...readers,
];
