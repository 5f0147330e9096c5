/**
 * A letter in the form in which it is sent (RFC 5322). HTML is read as its text alone. What does not say its encoding,
 * as old Chinese programs do, is read in the one whose characters are common.
 */
import PostalMime, { type Address, type Email } from "postal-mime";
import { type Decode, type Encoding, guessEncoding } from "#shared/import-export/table/encoding.ts";
import { htmlLetterText } from "#shared/model/mail/html-letter.ts";
import { senderLine } from "#shared/model/mail/sender.ts";

export interface MailLetter {
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  readonly text: string;
  /** As it is written there, or empty. */
  readonly date: string;
  readonly attached: number;
}

/** Deeper ones are made to hurt. */
const LIMITS = { maxNestingDepth: 30, maxRfc822NestingDepth: 5, maxHeadersSize: 256 * 1024 };
const UNREAD = "\uFFFD";

/** Letters that were attached to one: who passes a letter on sends it so. */
const MOST_INNER = 5;
const DEEPEST_INNER = 3;

/** Null: it is no letter, or one that nothing can be read of. @param depth how many letters are around it */
export async function readEml(bytes: Uint8Array<ArrayBuffer>, decode: Decode, depth = 0): Promise<MailLetter | null> {
  const outer = await readOuter(bytes, decode);
  if (outer === null) return null;
  const { inner, ...letter } = outer;
  let { text, attached } = letter;
  for (const content of depth < DEEPEST_INNER ? inner.slice(0, MOST_INNER) : []) {
    const within = await readEml(content, decode, depth + 1);
    if (within === null) continue;
    attached += within.attached - 1;
    const head = [within.subject, senderLine(within)].filter((line) => line !== "");
    text = [text, [...head, within.text].join("\n")].filter((words) => words !== "").join("\n\n");
  }
  return { ...letter, text, attached };
}

/** With the letters that are attached to it, as they came; they count as attached. */
interface OuterLetter extends MailLetter {
  readonly inner: readonly Uint8Array<ArrayBuffer>[];
}

async function readOuter(bytes: Uint8Array<ArrayBuffer>, decode: Decode): Promise<OuterLetter | null> {
  const first = await parse(bytes);
  if (first === null || !hasUnread(first)) return first;
  const { encoding } = guessEncoding(bytes, decode);
  const whole = decode(encoding, bytes);
  // bytes of the text itself; as quoted or base64 they stand behind another code
  const again = encoding === "utf-8" || whole === null ? null : await parse(new TextEncoder().encode(whole));
  if (again !== null && !hasUnread(again)) return again;
  for (const assumed of ["gb18030", "big5"] as const) {
    const told = await parse(withCharset(bytes, assumed));
    if (told !== null && !hasUnread(told)) return told;
  }
  return again ?? first;
}

async function parse(bytes: Uint8Array): Promise<OuterLetter | null> {
  try {
    return toLetter(await PostalMime.parse(bytes, LIMITS));
  } catch {
    // its parts are nested beyond the limit, or its head is
    return null;
  }
}

function toLetter({
  from,
  replyTo,
  subject = "",
  text,
  html,
  date = "",
  attachments,
  headers,
}: Email): OuterLetter | null {
  const { name, email } = senderOf(replyTo?.[0]?.address === undefined ? from : (replyTo[0] ?? from), from);
  const words = text !== undefined && text.trim() !== "" ? text : htmlLetterText(html ?? "");
  if (headers.length === 0 || (name === "" && email === "" && subject === "" && words.trim() === "")) return null;
  const inner = attachments.flatMap(({ mimeType, content }) =>
    mimeType === "message/rfc822"
      ? [typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content)]
      : [],
  );
  return { name, email, subject, text: words.trim(), date, attached: attachments.length, inner };
}

/** A form of a site is sent by the site, and answered to the reader. */
function senderOf(reply: Address | undefined, from: Address | undefined) {
  return {
    name: reply?.name || (reply === from ? "" : (from?.name ?? "")),
    email: reply?.address ?? from?.address ?? "",
  };
}

const hasUnread = (letter: MailLetter | null): boolean =>
  letter !== null && [letter.name, letter.subject, letter.text].some((words) => words.includes(UNREAD));

/** The same letter, in which each part of text that says no encoding says this one. */
function withCharset(bytes: Uint8Array, charset: Encoding): Uint8Array {
  const source = new TextDecoder("latin1").decode(bytes);
  const said = source.replace(
    /^content-type:[ \t]*text\/(?:plain|html)\b[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim,
    (header) => (/charset/i.test(header) ? header : `${header.trimEnd()}; charset=${charset}`),
  );
  const head = /^content-type:/im.test(said) ? said : `Content-Type: text/plain; charset=${charset}\r\n${said}`;
  return Uint8Array.from(head, (char) => char.charCodeAt(0));
}
