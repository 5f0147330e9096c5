/** Holding Ctrl+I shows the reader's protected fields; the look is recorded before anything is shown. */
import { maskedFields } from "#shared/model/readers/mask-row.ts";
import { useReveal } from "../../acts/use-reveal.ts";
import { type HeldValue, useHeld } from "../../ui/hooks/use-held.ts";

/** Plain values by field. */
export type HeldLook = HeldValue<Readonly<Record<string, unknown>>>;

export function useHeldLook(reader: string): HeldLook {
  const reveal = useReveal();
  return useHeld(reader, () => reveal({ kind: "reader", id: reader, fields: maskedFields("reader") }));
}
