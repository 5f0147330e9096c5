/** Whether a value fits the declaration of its field: the check for everything that comes from outside. */
import * as v from "valibot";
import { recordSpec } from "./kinds.ts";

/** @returns true where the kind or the field is from a newer version: it is kept as it is. */
export function fitsField(kind: string, field: string, value: unknown): boolean {
  const fields = recordSpec(kind)?.fields;
  const spec = fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
  return spec === undefined || v.is(spec.schema, value);
}
