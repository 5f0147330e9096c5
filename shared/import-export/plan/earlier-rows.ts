/** Of each row of a file, the earlier one that says the same by its numbers or words, and whether it is somebody else's. */
import type { DraftRow } from "../cells/draft.ts";
import type { TableRow } from "../table/table.ts";
import type { RowQuestion, SharedKey } from "./plan-row.ts";
import type { ReaderIndex } from "./reader-index.ts";
import { createRowClaims, keysOfRow, sharedKey } from "./row-claims.ts";

interface EarlierRow extends Omit<NonNullable<RowQuestion["earlier"]>, "reader"> {
  readonly position: number;
}

interface EarlierRowsDeps {
  readonly index: ReaderIndex;
  readonly read: (row: TableRow) => DraftRow;
  readonly rowAt: (position: number) => TableRow;
}

export interface EarlierRows {
  /** As it was found. */
  of(position: number): EarlierRow | undefined;
  find(draft: DraftRow, position: number): EarlierRow | undefined;
  /** Later rows find this one by its keys. */
  claim(draft: DraftRow, position: number, isOther: boolean): void;
  release(positions: ReadonlySet<number>): void;
  /** Rows that have found one of these. */
  dependentsOf(positions: ReadonlySet<number>): readonly number[];
  forget(position: number): void;
}

export function createEarlierRows({ index, read, rowAt }: EarlierRowsDeps): EarlierRows {
  const found = new Map<number, EarlierRow>();
  const claims = createRowClaims();

  const search = (draft: DraftRow, position: number): EarlierRow | undefined => {
    const { strong, weak, known } = keysOfRow(draft, index);
    const at = (keys: readonly string[]): readonly { readonly owner: number; readonly key: string }[] => {
      const sharers: { readonly owner: number; readonly key: string }[] = [];
      for (const key of keys) for (const owner of claims.of(key)) if (owner < position) sharers.push({ owner, key });
      return sharers;
    };
    const earlierAt = (owner: number, by: SharedKey): EarlierRow => {
      const { name = "", preferredName = "" } = read(rowAt(owner)).values;
      return {
        position: owner,
        row: rowAt(owner).row,
        name: name === "" ? preferredName : name,
        by,
        isOther: isOtherPerson(draft, owner),
      };
    };
    const sharers = at(strong);
    const same = sharers.find(({ owner }) => !isOtherPerson(draft, owner)) ?? sharers[0];
    if (same !== undefined) return earlierAt(same.owner, sharedKey(same.key));
    // readers who are told apart by their cards may share name and phone if both are known here
    if (known) return undefined;
    const [alike] = at(weak);
    return alike === undefined ? undefined : earlierAt(alike.owner, "words");
  };

  /**
   * Whether a row that shares a number with an earlier one is of somebody else, by what that row says and by what is
   * known here of its reader.
   */
  const isOtherPerson = (draft: DraftRow, owner: number): boolean => {
    const first = read(rowAt(owner));
    const { name, birthDate } = first.values;
    return index.isOther(draft, {
      id: "",
      ...index.match(first).sure[0],
      ...(name !== undefined && { name }),
      ...(birthDate !== undefined && { birthDate }),
    });
  };

  return {
    of: (position) => found.get(position),
    find(draft, position) {
      const first = search(draft, position);
      if (first !== undefined) found.set(position, first);
      return first;
    },
    claim(draft, position, isOther) {
      const { strong, weak } = keysOfRow(draft, index);
      for (const key of [...strong, ...weak]) claims.add(key, position, isOther);
    },
    release: claims.release,
    dependentsOf: (positions) =>
      [...found].filter(([, first]) => positions.has(first.position)).map(([dependent]) => dependent),
    forget: (position) => found.delete(position),
  };
}
