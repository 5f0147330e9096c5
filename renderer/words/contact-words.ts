/** How a reader was spoken to, and what came of it. */
import type { Feedback } from "#shared/model/feedback.ts";
import { type Channel, type Interaction, isRefusal, isWritten, wasNotReached } from "#shared/model/interaction.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import type { Translate } from "../i18n/i18n.ts";

/** A colleague who calls does something else than one who is called. */
export const wayText = (channel: Channel, direction: Interaction["direction"] | undefined, t: Translate): string => {
  const said = t(`words.channel.${channel}`);
  return direction === "out" ? t("words.outgoing", { way: channel, channel: said }) : said;
};

/** How an opinion came: an order of somebody else's hotline through no form of ours. */
export const cameBy = (
  { channel, externalOrder }: Pick<Feedback, "channel" | "externalOrder">,
  t: Translate,
): string | undefined =>
  channel === "web" && externalOrder !== undefined
    ? t("words.feedback.externalOrder")
    : channel && t(`words.channel.${channel}`);

/** Of records both ways, which are counted together. */
export const channelText = (channel: Channel, t: Translate): string =>
  t("words.by-channel", { way: channel, channel: t(`words.channel.${channel}`) });

/** A way that does not reach her: all of a channel, or one number or address of hers, as it is written in her record. */
export const badWayText = (way: string, t: Translate): string => {
  const channel = CONTACT_CHANNELS.find((each) => each === way);
  return channel === undefined ? way : t(channel === "letter" ? "words.reader.address" : `words.contact.${channel}`);
};

/**
 * Whom a colleague spoke to was reached, where nothing else is noted, and what was written to her was sent; undefined where
 * nothing came of it yet.
 */
export const resultText = (
  row: Pick<Interaction, "channel" | "direction" | "outcome" | "contactResult">,
  t: Translate,
): string | undefined => {
  const { contactResult: result, outcome } = row;
  const isMissed = wasNotReached(row);
  if (result !== undefined) {
    const said = t(`words.contact-result.${result}`);
    if (outcome === undefined) return said;
    // corrected since, what stands there now counts; but who said no may have asked for something too
    if (isRefusal(result) && !isMissed) return `${said} · ${t(`words.outcome.${outcome}`)}`;
    if (!isRefusal(result) && isMissed) return said;
  }
  const wasWritten = isWritten(row);
  if (isMissed) return t(wasWritten ? "words.outcome.not-delivered" : "words.outcome.missed-call");
  if (outcome !== undefined) return t(`words.outcome.${outcome}`);
  if (row.direction !== "out") return undefined;
  return t(wasWritten ? "words.outcome.sent" : "words.outcome.reached");
};
