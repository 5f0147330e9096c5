/** What a colleague at the counter has to know of a reader's answers: by which channels she may be spoken to, or not. */
import { CONTACT_CHANNELS } from "../reader.ts";
import { type Contactable, mayContact, type Where } from "./may-contact.ts";
import { CONSENT_PURPOSES, type ContactChannel, consentKey } from "./purposes.ts";

export interface ChannelSaid {
  readonly channel: ContactChannel;
  /** For some purpose. */
  readonly may: boolean;
}

/**
 * Of channels about which she was asked: yes where some answer still counts, no where none does. A channel on which
 * only the number is missing is left out, as is everything of whoever wants no contact at all: the alert says that.
 * @param guardian the record of the guardian whom hers names
 */
export function channelsSaid(
  reader: Contactable,
  guardian: Contactable | undefined,
  where: Where,
): readonly ChannelSaid[] {
  if (reader.doNotContact !== undefined) return [];
  return CONTACT_CHANNELS.flatMap((channel): readonly ChannelSaid[] => {
    const answers = CONSENT_PURPOSES.filter(
      (purpose) => reader.consents?.[consentKey(channel, purpose)] !== undefined,
    ).map((purpose) => mayContact({ reader, guardian, channel, purpose, ...where }));
    if (answers.some(({ may }) => may)) return [{ channel, may: true }];
    const isRefused = answers.some(
      (answer) => !answer.may && answer.reason !== "bad-contact" && answer.reason !== "no-address",
    );
    return isRefused ? [{ channel, may: false }] : [];
  });
}
