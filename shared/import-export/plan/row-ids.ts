/**
 * Under which id a row that is new by its keys is written: its own or a derived one, so that the same file read twice
 * writes nobody twice; and whether a reader stands there already, or the ledger of erased readers names it.
 */
import { hexToBytes } from "../../kernel/bytes.ts";
import type { CharMap } from "../../kernel/fold.ts";
import { uuidV8 } from "../../kernel/ids.ts";
import { ownersOf } from "../../model/who-is-named.ts";
import type { DraftRow } from "../cells/draft.ts";
import type { Region } from "../cells/parse-phone.ts";
import type { OwnKind } from "../own/own-words.ts";
import { derivedKey, derivedKeyOfOther } from "./derived-key.ts";
import type { KnownReader, ReaderIndex } from "./reader-index.ts";

export interface RowIdsDeps {
  readonly kind: OwnKind;
  readonly region: Region;
  readonly toSimplified: CharMap;
  readonly index: ReaderIndex;
  /** HMAC under the library id: texts → hex digests. */
  readonly derive: (texts: readonly string[]) => Promise<readonly string[]>;
  /** A fresh id, for a row that shares its derived one with another. */
  readonly newId: () => string;
  readonly isErased: (key: string) => boolean;
  /** A person has said that the row is somebody else. */
  readonly isSeparate: (position: number) => boolean;
  /** The row is of a reader who is known, or of one who is erased: no new one after all. */
  readonly onFound: (position: number, draft: DraftRow) => void;
}

interface RowId {
  readonly id: string | undefined;
  /** Who stands under the derived id. */
  readonly reader: KnownReader | undefined;
  readonly erased: { readonly belongs: boolean } | undefined;
  /** Whoever was deleted under the derived id was somebody else. */
  readonly isOther: boolean;
}

export interface RowIds {
  of(position: number): RowId;
  give(fresh: readonly (readonly [number, DraftRow])[]): Promise<void>;
  forget(position: number): void;
}

export function createRowIds({
  kind,
  region,
  toSimplified,
  index,
  derive,
  newId,
  isErased,
  isSeparate,
  onFound,
}: RowIdsDeps): RowIds {
  const ids = new Map<number, string>();
  const derived = new Map<number, KnownReader>();
  const erased = new Map<number, { readonly belongs: boolean }>();
  const others = new Set<number>();
  const idOwners = new Map<string, number>();

  const idsFrom = async (texts: readonly string[]): Promise<readonly string[]> =>
    texts.length === 0 ? [] : (await derive(texts)).map((digest) => uuidV8(hexToBytes(digest)));

  /** Whoever was deleted under another name is somebody else: her service records and tasks stay with her. */
  const deriveIds = async (rows: readonly (readonly [number, DraftRow])[]): Promise<ReadonlyMap<number, string>> => {
    const keys = rows.map(([, draft]) => derivedKey(draft, region, toSimplified));
    const ids = new Map((await idsFrom(keys)).map((id, order) => [rows[order]?.[0] ?? -1, id]));
    const strangers = rows.flatMap(([position, { values }], order) => {
      const isOther =
        kind === "reader" && values.name !== undefined && index.isGoneAsOther(ids.get(position) ?? "", values.name);
      return isOther ? [{ position, key: derivedKeyOfOther(keys[order] ?? "", values.name ?? "", toSimplified) }] : [];
    });
    for (const [order, id] of (await idsFrom(strangers.map(({ key }) => key))).entries()) {
      const position = strangers[order]?.position ?? -1;
      ids.set(position, id);
      others.add(position);
    }
    return ids;
  };

  const give = async (fresh: readonly (readonly [number, DraftRow])[]): Promise<void> => {
    const unnamed = fresh.filter(([, { id }]) => id === undefined);
    const derivedIds = await deriveIds(unnamed);
    for (const [position, draft] of fresh) {
      const wanted = draft.id ?? derivedIds.get(position) ?? newId();
      const belongs = ownersOf(kind, draft.values).some(isErased);
      if (belongs || isErased(`${kind}/${wanted}`)) {
        // never dropped without a word, and never brought back without one
        erased.set(position, { belongs });
        if (!belongs && isSeparate(position)) ids.set(position, newId());
        onFound(position, draft);
        continue;
      }
      const owner = idOwners.get(wanted);
      const known = index.get(wanted);
      const id = owner !== undefined && owner !== position ? newId() : wanted;
      idOwners.set(id, position);
      if (known === undefined || id !== wanted) ids.set(position, id);
      else if (isSeparate(position)) ids.set(position, newId());
      else {
        derived.set(position, known);
        onFound(position, draft);
      }
    }
  };

  return {
    of: (position) => ({
      id: ids.get(position),
      reader: derived.get(position),
      erased: erased.get(position),
      isOther: others.has(position),
    }),
    give,
    forget(position) {
      for (const known of [derived, erased, ids, others]) known.delete(position);
    },
  };
}
