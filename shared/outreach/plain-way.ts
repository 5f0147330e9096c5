/** A number or address as two of them are compared, to tell whether one call, message or letter serves both. */
import { markedExtensions } from "../kernel/phone-extension.ts";
import type { ContactChannel } from "../model/consent/purposes.ts";
import { smsNumber } from "./messages/sms-text.ts";

/** With the country's code or without it, a mobile number is one: +86 138 0013-8000 and 13800138000. */
export const plainNumber = (phone: string): string =>
  smsNumber(phone)
    .replace("+", "")
    .replace(/^86(?=1\d{10}$)/, "")
    .replace(/^886(?=9\d{8}$)/, "0");

/**
 * A dot or a hyphen makes another address: li.wei is not liwei, nor house 1-2 house 12; and an extension another desk of
 * one switchboard.
 */
export function plainWay(channel: ContactChannel, to: string): string {
  if (channel !== "phone" && channel !== "sms") return to.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  // nearly every number; the long way takes ten times as long
  if (JUST_A_MOBILE.test(to)) return to;
  const extension = / x(\d+)/.exec(markedExtensions(to.normalize("NFKC")))?.[1];
  return extension === undefined ? plainNumber(to) : `${plainNumber(to)} x${extension}`;
}

const JUST_A_MOBILE = /^1\d{10}$/;
