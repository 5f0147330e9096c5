/** A text message as the gateway sends it: who sends it first, how to refuse more of it last, both counted. */
import { withoutExtension } from "../../kernel/phone-extension.ts";
import type { TextLanguage } from "../text/merge-fields.ts";
import { smsLength } from "./sms-length.ts";

export interface SmsFrame {
  /** As the gateway knows the library, without brackets. */
  readonly signature: string;
  /** Empty where the message answers what the reader has asked. */
  readonly refusal: string;
}

/** Said where the library has not said it otherwise. */
export const REFUSAL_WORDS: Readonly<Record<TextLanguage, string>> = {
  "zh-CN": "拒收请回复R",
  "zh-TW": "拒收請回覆R",
  en: "Reply R to opt out",
};

/** After these nothing more is needed; a comma of our own would become part of an address that is a link. */
const SEPARATES = /[。！？；，、：…”」』）》】]$/;

/** In English without 【】, which would make every message one of 70 characters. */
export function smsText(text: string, { signature, refusal }: SmsFrame, language: TextLanguage): string {
  const said = text.trim();
  const first = signature.trim() === "" ? "" : language === "en" ? `${signature.trim()}: ` : `【${signature.trim()}】`;
  const begun = said.startsWith(first) ? said : `${first}${said}`;
  const last = refusal.trim();
  return last === "" || begun.endsWith(last)
    ? begun
    : `${begun}${language !== "en" && SEPARATES.test(begun) ? "" : " "}${last}`;
}

/** Digits alone, a plus first where it was there: 138-0013 8000 is 13800138000. */
export function smsNumber(phone: string): string {
  const plain = withoutExtension(phone)
    .normalize("NFKC")
    .trim()
    .replace(/^00(?=\d)/, "+");
  return `${plain.startsWith("+") ? "+" : ""}${plain.replace(/\D/g, "")}`;
}

const HEADERS: Readonly<Record<TextLanguage, readonly string[]>> = {
  "zh-CN": ["手机号码", "短信内容", "字数", "计费条数"],
  "zh-TW": ["手機號碼", "簡訊內容", "字數", "計費則數"],
  en: ["Mobile number", "Message", "Characters", "Parts"],
};

export interface SmsMessage {
  readonly phone: string;
  /** With its signature and its refusal word. */
  readonly text: string;
}

/** A table for the gateway: numbers are texts, lengths numbers. */
export function smsTable(
  messages: readonly SmsMessage[],
  language: TextLanguage,
): { readonly header: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] } {
  const rows = messages.map(({ phone, text }) => {
    const { units, parts } = smsLength(text);
    return [smsNumber(phone), text, units, parts];
  });
  return { header: HEADERS[language], rows };
}
