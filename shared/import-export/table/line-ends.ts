/**
 * Line ends of a delimited text: finds whether they are mixed and makes them one, with the rows that
 * differ named. Line ends inside quoted cells belong to the cell and stay.
 */
export interface EvenText {
  readonly text: string;
  /** Numbers of the rows, from 1, that end unlike the first. */
  readonly others: ReadonlySet<number>;
}

export function evenLineEnds(text: string, delimiter: string): EvenText {
  const others = new Set<number>();
  if (!text.includes("\r")) return { text, others };
  let out = "";
  let from = 0;
  let row = 1;
  let usual: string | null = null;
  let quoted = false;
  let atStart = true;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '"') {
        if (text[at + 1] === '"') at++;
        else quoted = false;
      }
    } else if (char === '"' && atStart) {
      quoted = true;
      atStart = false;
    } else if (char === "\n" || char === "\r") {
      const end = char === "\r" && text[at + 1] === "\n" ? "\r\n" : char;
      usual ??= end;
      if (end !== usual) others.add(row);
      out += `${text.slice(from, at)}\n`;
      at += end.length - 1;
      from = at + 1;
      row++;
      atStart = true;
    } else atStart = char === delimiter;
  }
  return { text: out + text.slice(from), others };
}
