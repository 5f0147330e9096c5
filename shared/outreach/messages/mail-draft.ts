/**
 * One mail as a draft that a mail program opens, shows and sends only when somebody presses its button: RFC 5322 with
 * `X-Unsent: 1`, names and subject in encoded words (RFC 2047), the text in UTF-8 as base64 (RFC 2045). Nothing in a name
 * or a subject can begin a header of its own.
 */
import { bytesToBase64 } from "../../kernel/base64.ts";
import { oneLine } from "../text/merge-text.ts";

export interface MailDraft {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
}

/** One address that a header can hold: ASCII, without spaces or signs of the syntax. */
export const isMailAddress = (address: string): boolean =>
  address.length <= 254 && /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z\d-]+\.)+[a-z\d-]{2,}$/i.test(address);

/** @returns the file's text, ASCII alone */
export function mailDraft({ to, subject, text }: MailDraft): string {
  if (!isMailAddress(to.address)) throw new RangeError("no mail address");
  const name = oneLine(to.name);
  return [
    "X-Unsent: 1",
    `To: ${name === "" ? "" : `${encodedWords(name)} `}<${to.address}>`,
    `Subject: ${encodedWords(oneLine(subject))}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    folded(bytesToBase64(utf8(text.replace(/\r\n?|\n/g, "\r\n")))),
    "",
  ].join("\r\n");
}

/** RFC 2047 allows 75 characters for a word; a character is never cut. */
const MOST_BYTES_IN_WORD = 45;

function encodedWords(text: string): string {
  if (/^[A-Za-z0-9 ]{0,60}$/.test(text)) return text;
  const words: number[][] = [[]];
  for (const char of text) {
    const bytes = utf8(char);
    const last = words.at(-1);
    if (last !== undefined && last.length + bytes.length <= MOST_BYTES_IN_WORD) last.push(...bytes);
    else words.push(bytes);
  }
  return words.map((bytes) => `=?UTF-8?B?${bytesToBase64(bytes)}?=`).join("\r\n ");
}

const folded = (text: string): string => text.replace(/.{76}(?=.)/g, "$&\r\n");

/** A lone half of a pair becomes the sign for what is no character. */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const read = char.codePointAt(0) ?? 0;
    const code = read >= 0xd800 && read <= 0xdfff ? 0xfffd : read;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return bytes;
}

/** What no system takes in a file's name, and what would hide the file. */
const NOT_IN_NAME = /[\p{Cc}\p{Cf}<>:"/\\|?*.\s]+/gu;

/** @param no from 1 */
export const draftFileName = (no: number, name: string): string =>
  `${String(no).padStart(4, "0")}-${[...name.replace(NOT_IN_NAME, "_")].slice(0, 40).join("") || "_"}.eml`;
