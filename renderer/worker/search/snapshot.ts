/** The packed index kept in the database, so that a start need not read and spell every reader. */
import type { LogRow } from "../../db/database.ts";
import { createKept } from "../kept/snapshot.ts";
import { isPackedIndex, type PackedIndex } from "./search-index.ts";

/** By one own entry. */
export const readersTouched = ({ entry }: LogRow): readonly string[] => entry.ops.flatMap(({ kind, id }) => (kind === "reader" ? [id] : []));

export const keptIndex = createKept<PackedIndex>({ name: "search", isWhole: isPackedIndex, touchedBy: readersTouched });
