/** By which number or address a person is reached on a channel, as far as her record says that it still works. */
import { withoutExtension } from "../../kernel/phone-extension.ts";
import type { Jurisdiction } from "../house.ts";
import type { Reader } from "../reader.ts";
import type { ContactChannel } from "./purposes.ts";

export type Reachable = Pick<Reader, "phones" | "email" | "wechat" | "line" | "address" | "badContact">;

export type ContactWay =
  | { readonly tag: "works"; readonly to: string }
  /** Marked as wrong, whatever stands there. */
  | { readonly tag: "bad" }
  | { readonly tag: "none" };

/** @returns the first that works; a postcode alone is no address */
export function contactWay(record: Reachable, channel: ContactChannel, place: Jurisdiction): ContactWay {
  const [to] = waysThatWork(record, channel, place);
  if (to !== undefined) return { tag: "works", to };
  return { tag: isMarked(record, channel) || valuesOf(record, channel, place).length > 0 ? "bad" : "none" };
}

/** @returns her numbers or addresses, in the order of her record, without those that are marked as wrong */
export function waysThatWork(record: Reachable, channel: ContactChannel, place: Jurisdiction): readonly string[] {
  if (isMarked(record, channel)) return [];
  const marks = marksOf(record);
  return valuesOf(record, channel, place).filter((value) => !marks.some((mark) => isSame(mark, value)));
}

const marksOf = ({ badContact = [] }: Reachable): readonly string[] =>
  badContact.map((mark) => mark.normalize("NFKC").trim().toLowerCase());

const isMarked = (record: Reachable, channel: ContactChannel): boolean =>
  marksOf(record).some((mark) => MARKS[channel].test(mark));

function valuesOf(record: Reachable, channel: ContactChannel, place: Jurisdiction): readonly string[] {
  switch (channel) {
    case "phone":
      return record.phones ?? [];
    case "sms":
      return (record.phones ?? []).filter((phone) => takesMessages(phone, place));
    case "letter":
      return said(record.address).filter((address) => /\p{L}/u.test(address));
    case "email":
    case "wechat":
    case "line":
      return said(record[channel]);
  }
}

const said = (value: string | undefined): readonly string[] => (value === undefined || value === "" ? [] : [value]);

/** Marked are a whole channel, in any of the words that colleagues use, or one number or address as it stands. */
const MARKS: Readonly<Record<ContactChannel, RegExp>> = {
  phone: /^(?:tele)?phones?$|^tel$|^(?:电话|電話|手机|手機|手机号码?|手機號碼?)$/u,
  sms: /^(?:tele)?phones?$|^tel$|^sms$|^text messages?$|^(?:电话|電話|手机|手機|手机号码?|手機號碼?|短信|簡訊)$/u,
  letter: /^(?:letters?|mail|post|(?:postal )?address)$|^(?:地址|住址|信件|信函|通讯地址|通訊地址)$/u,
  email: /^e-?mails?(?: address)?$|^(?:邮箱|郵箱|电子邮箱|電子信箱|信箱|邮件|郵件|电子邮件|電子郵件)$/u,
  wechat: /^(?:wechat|weixin)$|^微信号?$|^微信號$/u,
  line: /^line(?: id)?$/u,
};

const isSame = (mark: string, value: string): boolean =>
  mark === value.normalize("NFKC").trim().toLowerCase() ||
  (digitsOf(mark).length >= FEWEST_DIGITS && digitsOf(mark) === digitsOf(value));
/** With fewer it may be anything: a house, an extension. */
const FEWEST_DIGITS = 7;
const digitsOf = (text: string): string => withoutExtension(text).replace(/\D/g, "");

/** Of mobiles of the place, or of another country; a masked number keeps its length. */
function takesMessages(phone: string, place: Jurisdiction): boolean {
  const number = withoutExtension(phone)
    .normalize("NFKC")
    .replace(/[^\d*+]/g, "");
  switch (place) {
    case "mainland":
      return /^(?:(?:\+|00)?86)?1[3-9][\d*]{9}$/.test(number) || /^(?:\+|00)(?!86)/.test(number);
    case "taiwan":
      return /^(?:09|(?:\+|00)?8869)[\d*]{8}$/.test(number) || /^(?:\+|00)(?!886)/.test(number);
    case "other":
      return number !== "";
  }
}
