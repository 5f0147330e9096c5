/** Who sent something, as it is typed or stands in a file: a name, a number, an address, in one line. */

export interface Sender {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Each sign is looked at a fixed number of times: a line may be a whole page that somebody has pasted. */
const EMAIL =
  /(?<![^\s<>(),;:，；：（）《》"'])[^\s<>(),;:，；：（）《》"'@]+@[^\s<>(),;:，；：（）《》"'@]+\.[^\s<>(),;:，；：（）《》"'@]+/;
/** Six digits or more, grouped as people write them. */
const PHONE = /\+?\(?\d[\d \-()]{4,}\d(?:\s*[#转轉]\s*\d+)?/;

/** @returns nothing where the line says nothing: anonymous */
export function readSender(typed: string): Sender {
  const line = typed.normalize("NFKC").trim();
  const email = EMAIL.exec(line)?.[0];
  const withoutEmail = email === undefined ? line : line.replace(email, " ");
  const phone = PHONE.exec(withoutEmail)?.[0];
  const name = (phone === undefined ? withoutEmail : withoutEmail.replace(phone, " "))
    .replace(/["<>()（）《》]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:，；：、·-]+|(?<![\s,;:，；：、-])[\s,;:，；：、-]+$/g, "");
  return {
    ...(name !== "" && { name }),
    ...(phone !== undefined && { phone: phone.trim() }),
    ...(email !== undefined && { email }),
  };
}

/** The same in one line, as it may be typed. */
export const senderLine = ({ name, phone, email }: Sender): string =>
  [name, phone, email].filter((part) => part !== undefined && part !== "").join(" ");
