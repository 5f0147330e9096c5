/** The setting of the whole library that says from whom its letters and messages come, and its own labels. */
import * as v from "valibot";
import { line } from "../record.ts";

export const LETTER_SENDER_ID = "setting-letter-sender";

const measure = v.pipe(v.number(), v.finite(), v.minValue(0));

const sender = v.object({
  /** Below the library's name on a letter: address, telephone. */
  contact: v.optional(line),
  /** As the gateway of text messages knows the library; its name where it is not said. */
  signature: v.optional(line),
  /** Of labels of an own measure, in millimetres. */
  labels: v.optional(
    v.object({
      rows: measure,
      columns: measure,
      width: measure,
      height: measure,
      left: measure,
      top: measure,
      gapX: measure,
      gapY: measure,
    }),
  ),
});
export type SenderSetting = Readonly<v.InferOutput<typeof sender>>;

/** What is not there, or not readable, is not said. */
export function parseSender(value: unknown): SenderSetting {
  const parsed = v.safeParse(sender, value);
  return parsed.success ? parsed.output : {};
}
