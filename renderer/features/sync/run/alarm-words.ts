/** How an alarm is said: what happened, what is safe, and what puts it right. */
import type { AlarmCause } from "#shared/host/alarm-calls.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Message, MessageId } from "../../../i18n/message-id.ts";

type Reason = NonNullable<AlarmCause["reason"]>;

const REFUSED: Readonly<Record<Reason, MessageId>> = {
  folder: "notices.refused-folder",
  "too-large": "notices.refused-too-large",
  closed: "notices.refused-closed",
  damaged: "notices.refused-damaged",
  forged: "notices.refused-forged",
  newer: "notices.refused-newer",
  marker: "notices.refused-marker",
};

/** Of a file of this computer, which has what belongs there; else it is a colleague who must put it back. */
const OWN_REFUSED: Readonly<Record<Reason, MessageId>> = {
  ...REFUSED,
  folder: "notices.own-folder",
  "too-large": "notices.own-too-large",
  closed: "notices.own-closed",
  damaged: "notices.own-damaged",
  forged: "notices.own-forged",
};

/**
 * @param nameOf what a computer is called that has not told its name
 * @param own the stream of this computer; null where it has none
 */
export function alarmMessage({ kind, stream, name: file, device, reason = "damaged" }: AlarmCause, nameOf: (stream: string) => string, own: string | null): Message {
  const name = device ?? nameOf(stream);
  switch (kind) {
    case "not-verified":
    case "refused-file":
      return { id: (stream === own ? OWN_REFUSED : REFUSED)[reason], values: { name, file } };
    case "went-back":
      return { id: "notices.warn-went-back", values: { name } };
    case "fork":
      return { id: "notices.warn-fork", values: { name } };
    case "old-code":
      return { id: "notices.warn-old-code", values: { name } };
    default:
      return assertNever(kind);
  }
}
