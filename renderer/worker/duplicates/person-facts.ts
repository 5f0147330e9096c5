/**
 * What two readers are compared by, folded as an import folds it: whom a list would be taken for, the look for
 * duplicates takes for one too.
 */
import type { PersonFacts } from "#shared/analysis/duplicates.ts";
import { phoneKey, type Region } from "#shared/import-export/cells/parse-phone.ts";
import { type CharMap, foldCode, foldName } from "#shared/kernel/fold.ts";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import { madeAt } from "#shared/kernel/ids.ts";
import { formerCardsIn, isFormerCard } from "#shared/model/readers/former-card.ts";
import { joinedRecord } from "#shared/model/readers/joined-record.ts";
import { mergedInto } from "#shared/model/readers/merged-into.ts";
import type { Row } from "../../db/database.ts";

interface FoldedFor {
  readonly region: Region;
  readonly toSimplified: CharMap;
}

/** A short number is an extension of somebody's house. */
const SHORTEST_PHONE = 7;
const asWritten: CharMap = (char) => char;

/** Persons as they are shown: who was merged is one of them, who was deleted none. In slices, for a long library. */
export function* personFacts(
  rows: readonly Row<"reader">[],
  { region, toSimplified }: FoldedFor,
): Generator<PersonFacts> {
  const alive = rows.filter(({ gone }) => gone !== 1);
  const edges = rows.flatMap(({ id, as }) => (as === undefined ? [] : [[id, as] as const]));
  const main = mergedInto(edges, new Set(alive.map(({ id }) => id)));
  const mainOf = (id: string): string => main.get(id) ?? id;
  const classes = new Map<string, Row<"reader">[]>();
  for (const row of alive) {
    const records = classes.get(mainOf(row.id));
    if (records === undefined) classes.set(mainOf(row.id), [row]);
    else records.push(row);
  }
  for (const [id, records] of classes) {
    const [only] = records;
    const person = records.length === 1 ? only : joinedRecord("reader", records);
    if (person === undefined) continue;
    const { name, birthDate, card, organisation, enrolledOn, expiresOn, leaving, household, guardian } = person;
    const overOn = earlier(expiresOn, leaving?.on);
    yield {
      id,
      madeAt: Math.min(...records.map((row) => madeAt(row.id) ?? hlcToMs(row.w[2]))),
      name: nullIfEmpty(name === undefined ? "" : foldName(name, toSimplified)),
      written: nullIfEmpty(name === undefined ? "" : foldName(name, asWritten)),
      phones: records
        .flatMap((row) => row.phones ?? [])
        .map((phone) => phoneKey(phone, region))
        .filter((key) => key.length >= SHORTEST_PHONE),
      numbers: Object.entries(person.otherIds ?? {}).flatMap(([scheme, value]) =>
        isFormerCard(scheme) ? [] : [`${scheme}\n${foldCode(value)}`],
      ),
      formerCards: [
        ...formerCardsIn(person.otherIds),
        ...records.flatMap((row) => (row.card === undefined || row.card === card ? [] : [row.card])),
      ].map(foldCode),
      kin: [household, guardian].flatMap((other) => (other === undefined ? [] : [mainOf(other)])),
      ...(birthDate !== undefined && { birthDate }),
      ...(card !== undefined && { card: foldCode(card) }),
      ...(organisation !== undefined && { organisation: foldName(organisation, toSimplified) }),
      ...(enrolledOn !== undefined && { enrolledOn }),
      ...(overOn !== undefined && { overOn }),
    };
  }
}

const nullIfEmpty = (text: string): string | null => (text === "" ? null : text);

const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
