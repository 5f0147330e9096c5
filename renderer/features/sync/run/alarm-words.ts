/** How an alarm is said: what happened, what is safe, and what puts it right. */
import type { AlarmCause } from "#shared/host/alarm-calls.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import { isKind } from "#shared/model/kinds.ts";
import type { Format } from "../../../i18n/format.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { Message, MessageId } from "../../../i18n/message-id.ts";
import type { NameOf } from "../../../words/computer-names.ts";

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

/** The same once an exchange has put it back. */
const PUT_BACK: Readonly<Partial<Record<Reason, MessageId>>> = {
  "too-large": "notices.back-too-large",
  damaged: "notices.back-damaged",
  forged: "notices.back-forged",
};

/** What has become of a computer that came in by an old code. */
export type Admitted = "waits" | "in" | "out" | "back";

export interface Become {
  readonly admitted?: Admitted;
  /** All own files stand on the share as they should. */
  readonly isBack?: boolean;
}

const OLD_CODE: Readonly<Record<Admitted, MessageId>> = {
  waits: "notices.warn-old-code",
  in: "notices.warn-old-code-in",
  out: "notices.warn-old-code-out",
  back: "notices.warn-old-code-back",
};

/**
 * @param own the stream of this computer; null where it has none
 * @param become what has become since of what it is about
 */
export function alarmMessage(
  { kind, stream, name: file, device, reason = "damaged" }: AlarmCause,
  nameOf: NameOf,
  own: string | null,
  { admitted = "waits", isBack = false }: Become = {},
): Message {
  const name = nameOf(stream, device);
  switch (kind) {
    case "not-verified":
    case "refused-file":
      return { id: refusedId(reason, stream === own, isBack), values: { name, file } };
    case "went-back":
      return { id: "notices.warn-went-back", values: { name } };
    case "fork":
      return { id: "notices.warn-fork", values: { name } };
    case "old-code":
      return { id: OLD_CODE[admitted], values: { name } };
    case "new-code":
      return { id: "notices.warn-new-code" };
    case "digest-differs":
      return { id: "notices.warn-digest-differs", values: { name } };
    default:
      return assertNever(kind);
  }
}

const refusedId = (reason: Reason, isOwn: boolean, isBack: boolean): MessageId =>
  (isOwn && isBack ? PUT_BACK[reason] : undefined) ?? (isOwn ? OWN_REFUSED : REFUSED)[reason];

/** Of which kinds the records differ; undefined where the alarm is about something else. */
export function differingText({ kind, name }: AlarmCause, t: Translate, format: Format): string | undefined {
  const kinds = kind === "digest-differs" ? name.split(" ").filter(isKind) : [];
  return kinds.length === 0
    ? undefined
    : t("centre.differs-kinds", { kinds: format.list(kinds.map((one) => t(`words.kind.${one}`))) });
}
