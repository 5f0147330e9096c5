/**
 * The digest as it stands in an acknowledgement. A form that this version does not know is no fault: what
 * cannot be read is not compared.
 */
import { isObject } from "../../kernel/json.ts";
import type { DigestAt } from "../rows/digest.ts";
import { isStreamId } from "./names.ts";

/** Raised when lines or sums are made in another way. */
const FORM = 1;

export const announce = (digest: DigestAt): { readonly form: number } & DigestAt => ({ form: FORM, ...digest });

/** Null for another form, or none. */
export function parseDigest(value: unknown): DigestAt | null {
  if (!isObject(value) || value.form !== FORM) return null;
  const { at, aside, tables } = value;
  if (!isObject(at) || !Object.entries(at).every(([stream, seq]) => isStreamId(stream) && isCount(seq))) return null;
  if (!isCount(aside) || !isObject(tables) || !Object.values(tables).every(isTable)) return null;
  return { at, aside, tables } as DigestAt; // every member was checked above
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isTable = (value: unknown): boolean =>
  isObject(value) && isCount(value.records) && typeof value.sum === "string" && /^[0-9a-f]{64}$/.test(value.sum);
