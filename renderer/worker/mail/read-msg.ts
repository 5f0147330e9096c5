/**
 * A letter as Outlook keeps it (.msg, MS-OXMSG): streams in a compound file, of which subject, sender, words and time
 * are read. The reader of compound files is the one that opens old workbooks, so no other package is needed.
 */
import { CFB } from "@e965/xlsx";
import type { Decode, Encoding } from "#shared/import-export/table/encoding.ts";
import { htmlLetterText } from "#shared/model/mail/html-letter.ts";
import type { MailLetter } from "./read-eml.ts";

/** What the library says of a file; it declares no type. */
interface CompoundFile {
  readonly FullPaths: readonly string[];
  readonly FileIndex: readonly { readonly content?: ArrayLike<number>; readonly type: number }[];
}

const UNICODE = "001F";
const NARROW = "001E";
const BINARY = "0102";
const SUBJECT = "0037";
const SENDER_NAME = "0C1A";
const SENDER_ADDRESSES = ["5D01", "0C1F", "5D02"];
const BODY = "1000";
const HTML = "1013";

const CODE_PAGES: Readonly<Record<number, Encoding>> = {
  936: "gb18030",
  54936: "gb18030",
  950: "big5",
  65001: "utf-8",
};
const CODE_PAGE = 0x3ffd;
const DELIVERED = 0x0e06;
const SUBMITTED = 0x0039;

/** Null: it is a compound file of another kind. */
export function readMsg(bytes: Uint8Array<ArrayBuffer>, decode: Decode): MailLetter | null {
  const streams = readStreams(bytes);
  if (streams === null) return null;
  const fixed = readFixed(streams.get("__properties_version1.0"));
  const page = CODE_PAGES[Number(fixed.get(CODE_PAGE)?.getUint32(0, true) ?? 0)] ?? "gb18030";
  const narrow = (content: Uint8Array<ArrayBuffer>): string =>
    decode("utf-8", content) ?? decode(page, content) ?? new TextDecoder("latin1").decode(content);
  const text = (tag: string): string => {
    const wide = streams.get(`__substg1.0_${tag}${UNICODE}`);
    if (wide !== undefined) return new TextDecoder("utf-16le").decode(wide).replaceAll("\0", "");
    const plain = streams.get(`__substg1.0_${tag}${NARROW}`);
    return plain === undefined ? "" : narrow(plain).replaceAll("\0", "");
  };
  const html = streams.get(`__substg1.0_${HTML}${BINARY}`);
  const words = text(BODY).trim() || htmlLetterText(html === undefined ? text(HTML) : narrow(html));
  const subject = text(SUBJECT);
  const name = text(SENDER_NAME);
  const email = SENDER_ADDRESSES.map(text).find((address) => address.includes("@")) ?? "";
  if (words === "" && subject === "" && name === "") return null;
  const at = fileTime(fixed.get(DELIVERED) ?? fixed.get(SUBMITTED));
  const attached = new Set([...streams.keys()].flatMap((path) => /^__attach_version1\.0_#[^/]+/.exec(path)?.[0] ?? []));
  return { name, email, subject, text: words, date: at, attached: attached.size };
}

/** By their path under the root. */
function readStreams(bytes: Uint8Array): ReadonlyMap<string, Uint8Array<ArrayBuffer>> | null {
  try {
    const file = CFB.read(bytes, { type: "array" }) as CompoundFile; // as the library documents it
    return new Map(
      file.FullPaths.flatMap((path, index) => {
        const { content, type } = file.FileIndex[index] ?? { type: 0 };
        return type === 2 && content !== undefined
          ? [[path.slice(path.indexOf("/") + 1), Uint8Array.from(content)] as const]
          : [];
      }),
    );
  } catch {
    return null;
  }
}

const HEAD_BYTES = 32;
const ENTRY_BYTES = 16;

/** Properties of fixed length: by their id, where the eight bytes of the value lie. */
function readFixed(stream: Uint8Array<ArrayBuffer> | undefined): ReadonlyMap<number, DataView> {
  const found = new Map<number, DataView>();
  if (stream === undefined) return found;
  const view = new DataView(stream.buffer);
  for (let at = HEAD_BYTES; at + ENTRY_BYTES <= stream.length; at += ENTRY_BYTES)
    found.set(view.getUint16(at + 2, true), new DataView(stream.buffer, at + 8, 8));
  return found;
}

/** Tenths of a microsecond since 1601, as a date. */
function fileTime(value: DataView | undefined): string {
  if (value === undefined) return "";
  const ms = Number(value.getBigUint64(0, true) / 10_000n) - 11_644_473_600_000;
  return Number.isSafeInteger(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : "";
}
