/**
 * The only place that hands an address to the operating system. Reader Desk opens a letter in the mail
 * program and nothing else; attachments are the classic way to carry a file out, so they are refused.
 */
import { shell } from "electron";

const MAX_LENGTH = 2000;
const ALLOWED_FIELDS = new Set(["subject", "body", "cc", "bcc"]);

function isAllowedExternal(url: string): boolean {
  if (url.length > MAX_LENGTH || !URL.canParse(url)) return false;
  const parsed = new URL(url);
  return (
    parsed.protocol === "mailto:" &&
    [...parsed.searchParams.keys()].every((field) => ALLOWED_FIELDS.has(field.toLowerCase()))
  );
}

export function openExternally(url: string): void {
  // A missing mail program is for the operating system to tell.
  if (isAllowedExternal(url)) shell.openExternal(url).catch(() => undefined);
}
