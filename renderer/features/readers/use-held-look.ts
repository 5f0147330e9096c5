/** Holding Ctrl+I shows the reader's protected fields; the look is recorded before anything is shown. */
import { maskedFields } from "#shared/model/mask-row.ts";
import { useDeviceSettings } from "../../db/device-settings.ts";
import { reveal } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";
import { type Held, useHeld } from "../../ui/use-held.ts";

/** Plain values by field. */
export type HeldLook = Held<Readonly<Record<string, unknown>>>;

export function useHeldLook(reader: string): HeldLook {
  const services = useServices();
  const { staff } = useDeviceSettings();
  return useHeld(reader, () => reveal(services, staff, { kind: "reader", id: reader, fields: maskedFields("reader") }));
}
