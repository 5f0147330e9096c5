/** What the page asks of its worker to read letters out of files. */
import type { MailItem } from "#shared/model/mail/mail-item.ts";

/** As much of a row of the mail as a file says. */
export type ReadLetter = Pick<
  MailItem,
  "channel" | "reader" | "who" | "kind" | "title" | "text" | "receivedAt" | "source" | "mark"
>;

export type MailRead =
  /** @property clipped letters of which only the beginning fits a row @property attached files that came along */
  | {
      readonly tag: "read";
      readonly letters: readonly ReadLetter[];
      readonly clipped: number;
      readonly attached: number;
    }
  /** @property limit bytes */
  | { readonly tag: "too-large"; readonly limit: number }
  | { readonly tag: "empty" }
  /** A table in which no column holds what was written. */
  | { readonly tag: "no-words" }
  | { readonly tag: "not-mail" };

/** A longer one is an archive, and no letter. */
export const MAIL_FILE_BYTES = 20_000_000;

export interface MailApi {
  /** A letter (.eml, .msg), or the table of a form. Nothing of the file is kept but what the answer says. */
  read(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<MailRead>;
}
