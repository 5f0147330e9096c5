/**
 * A list of use says the same few words a million times: each is kept once, apart from the file's text, which can
 * then be let go. A column of ever new words is left as it is.
 */

/** Words of a column beyond which keeping them costs more than it saves. */
const MOST_WORDS = 200_000;

export function createWordSharer(): (cells: readonly string[]) => readonly string[] {
  const columns: (Map<string, string> | null)[] = [];
  return (cells) =>
    cells.map((cell, column) => {
      const known = columns[column] === undefined ? new Map<string, string>() : columns[column];
      if (known === null) return cell;
      columns[column] = known;
      const same = known.get(cell);
      if (same !== undefined) return same;
      const own = apart(cell);
      known.set(own, own);
      if (known.size > MOST_WORDS) columns[column] = null;
      return own;
    });
}

/** A text of its own: what is cut out of a longer text would keep all of that alive. */
const apart = (text: string): string => (text === "" ? "" : ` ${text}`.slice(1));
