/**
 * The library's readers, found again by what a file says of them: id, library-system id, card, other
 * ids, name with phone. Comparing folds width, case and script; stored values stay as they are.
 */
import { type CharMap, foldCode, foldName } from "../../kernel/fold.ts";
import type { Reader } from "../../model/reader.ts";
import { formerCardsIn, isFormerCard } from "../../model/readers/former-card.ts";
import { joinedRecord } from "../../model/readers/joined-record.ts";
import { mergedInto } from "../../model/readers/merged-into.ts";
import { type DraftRow, type DraftValues, strongKeys } from "../cells/draft.ts";
import { phoneKey, type Region } from "../cells/parse-phone.ts";

/** `as`: merged into that record. */
export type KnownReader = Reader & { readonly id: string; readonly gone?: 1; readonly as?: string };

export interface Matches {
  /** Readers with a key of the row; more than one where its keys point to different readers. */
  readonly sure: readonly KnownReader[];
  /** Readers of the same name and phone, or of the same name where the row says nothing that tells them apart. */
  readonly likely: readonly KnownReader[];
}

export interface ReaderIndex {
  get(id: string): KnownReader | undefined;
  isGone(id: string): boolean;
  /** Whether somebody of another name was deleted under the id. */
  isGoneAsOther(id: string, name: string | undefined): boolean;
  match(draft: DraftRow): Matches;
  /** Whether somebody here has, or had, the card exactly as it is written. */
  hasCard(card: string): boolean;
  /**
   * Whether she had the card, or a record that was merged into hers: a row that bears it does not give it back to her.
   */
  hadCard(reader: KnownReader, card: string): boolean;
  /**
   * Whether the row is of somebody else than this reader, whatever numbers they share: name and birth date are both
   * known, and both others.
   */
  isOther(draft: DraftRow, reader: KnownReader): boolean;
  /** Keys of a row as they are compared, for finding rows that say the same reader twice. */
  keysOf(draft: DraftRow): { readonly strong: readonly string[]; readonly weak: readonly string[] };
}

export function createReaderIndex(readers: Iterable<KnownReader>, region: Region, toSimplified: CharMap): ReaderIndex {
  const byId = new Map<string, KnownReader>();
  const gone = new Map<string, KnownReader>();
  const byKey = new Map<string, KnownReader[]>();
  const add = (key: string, reader: KnownReader): void => {
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [reader]);
    else known.push(reader);
  };
  const nameKey = (name: string): string => `name\n${foldName(name, toSimplified)}`;
  const weakKeys = ({ name, phones = [] }: DraftValues): readonly string[] =>
    name === undefined
      ? phones.map((phone) => `phone\n${phoneKey(phone, region)}`)
      : phones.map((phone) => `${nameKey(name)}\n${phoneKey(phone, region)}`);

  const merges: (readonly [string, string])[] = [];
  for (const reader of readers) {
    (reader.gone === 1 ? gone : byId).set(reader.id, reader);
    if (reader.as !== undefined) merges.push([reader.id, reader.as]);
  }
  const records = [...byId.values()];
  const mainOf = mergedInto(merges, new Set(byId.keys()));
  const classes = new Map<string, KnownReader[]>();
  for (const record of records) {
    const main = mainOf.get(record.id);
    if (main !== undefined) classes.set(main, [...(classes.get(main) ?? []), record]);
  }
  for (const merged of classes.values()) {
    const person = joinedRecord("reader", merged);
    if (person !== undefined) for (const { id } of merged) byId.set(id, person);
  }
  const formerCards = new Map<KnownReader, Set<string>>();
  for (const record of records) {
    const reader = byId.get(record.id) ?? record;
    const cards = [...(record.card === undefined ? [] : [record.card]), ...formerCardsIn(record.otherIds)].map(
      foldCode,
    );
    for (const card of cards) add(`card\n${card}`, reader);
    if (cards.length > (reader.card === undefined ? 0 : 1) || reader !== record)
      formerCards.set(reader, new Set([...(formerCards.get(reader) ?? []), ...cards]));
    for (const [scheme, value] of Object.entries(record.otherIds ?? {}))
      if (!isFormerCard(scheme)) add(`${scheme}\n${foldCode(value)}`, reader);
    for (const key of weakKeys(record)) add(key, reader);
    if (record.name !== undefined) add(nameKey(record.name), reader);
  }

  const strong = (draft: DraftRow): readonly string[] =>
    strongKeys(draft).map(({ scheme, key }) => `${scheme}\n${foldCode(key)}`);
  const find = (keys: readonly string[]): readonly KnownReader[] => distinct(keys, (key) => byKey.get(key) ?? []);
  const isOtherName = (before: string | undefined, name: string | undefined): boolean =>
    before !== undefined && name !== undefined && foldName(before, toSimplified) !== foldName(name, toSimplified);
  const isOther = ({ values: { name, birthDate } }: DraftRow, reader: KnownReader): boolean =>
    isOtherName(reader.name, name) &&
    birthDate !== undefined &&
    reader.birthDate !== undefined &&
    birthDate !== reader.birthDate;
  /** Of several with one number, those whom the row does not contradict. */
  const holders = (draft: DraftRow, key: string): readonly KnownReader[] => {
    const found = byKey.get(key) ?? [];
    // nearly every number is one person's, and whom the row contradicts is found by it all the same
    if (found.length < 2) return found;
    const fitting = found.filter((reader) => !isOther(draft, reader));
    return fitting.length > 0 ? fitting : found;
  };

  const findAll = (draft: DraftRow): Matches => {
    const own = draft.id === undefined ? undefined : byId.get(draft.id);
    const keys = strong(draft);
    const sure = own === undefined ? distinct(keys, (key) => holders(draft, key)) : [own];
    if (sure.length > 0) return { sure, likely: [] };
    const { values } = draft;
    const samePhone = find(weakKeys(values));
    if (samePhone.length > 0 || values.name === undefined || keys.length > 0) return { sure, likely: samePhone };
    const { birthDate, phones } = values;
    const sameName = find([nameKey(values.name)]).filter((reader) =>
      birthDate === undefined ? phones === undefined : reader.birthDate === birthDate,
    );
    return { sure, likely: sameName };
  };

  return {
    get: (id) => byId.get(id),
    isGone: (id) => gone.has(id),
    isGoneAsOther: (id, name) => isOtherName(gone.get(id)?.name, name),
    isOther,
    hasCard: (card) => byKey.has(`card\n${foldCode(card)}`),
    hadCard: (reader, card) => card !== reader.card && formerCards.get(reader)?.has(foldCode(card)) === true,
    keysOf: ofLast((draft) => ({ strong: strong(draft), weak: weakKeys(draft.values) })),
    match: ofLast(findAll),
  };
}

/** Most rows have one key, and that is one person's. */
function distinct(keys: readonly string[], of: (key: string) => readonly KnownReader[]): readonly KnownReader[] {
  const [first] = keys;
  const only = keys.length === 1 && first !== undefined ? of(first) : [];
  return only.length === 1 ? only : [...new Set(keys.flatMap(of))];
}

/** A row is asked about several times one after the other, and its draft never changes. */
function ofLast<T>(answer: (draft: DraftRow) => T): (draft: DraftRow) => T {
  let last: { readonly draft: DraftRow; readonly answer: T } | null = null;
  return (draft) => {
    if (last?.draft !== draft) last = { draft, answer: answer(draft) };
    return last.answer;
  };
}
