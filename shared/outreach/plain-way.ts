/** A number or address as two of them are compared, to tell whether one call, message or letter serves both. */
import type { ContactChannel } from "../model/consent/purposes.ts";
import { smsNumber } from "./messages/sms-text.ts";

/** With the country's code or without it, a mobile number is one: +86 138 0013-8000 and 13800138000. */
export const plainNumber = (phone: string): string =>
  smsNumber(phone)
    .replace("+", "")
    .replace(/^86(?=1\d{10}$)/, "")
    .replace(/^886(?=9\d{8}$)/, "0");

/** A dot or a hyphen makes another address: li.wei is not liwei, nor house 1-2 house 12. */
export const plainWay = (channel: ContactChannel, to: string): string =>
  channel === "phone" || channel === "sms" ? plainNumber(to) : to.normalize("NFKC").toLowerCase().replace(/\s/g, "");
