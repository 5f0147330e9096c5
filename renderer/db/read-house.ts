/** The library's own names, read together because every screen shows them: colleagues, branches, segments, codes. */
import { type Namesake, namesApart, namesakesIn } from "#shared/model/colleagues/namesakes.ts";
import { type CodeNames, JURISDICTION_ID, JURISDICTIONS, type Jurisdiction } from "#shared/model/house.ts";
import { UNLISTED_PURPOSES } from "#shared/model/purpose.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import type { DeskDb, Row } from "./database.ts";

export interface House {
  /** Where the library is. */
  readonly place: Jurisdiction;
  readonly staff: ReadonlyMap<string, string>;
  /** Colleagues who have left, whose names stay on what they did; absent where nobody has. */
  readonly left?: ReadonlySet<string>;
  /** Colleagues who share their name; absent where nobody does. */
  readonly namesakes?: readonly Namesake[];
  readonly branches: ReadonlyMap<string, string>;
  /** Branches that are closed; absent where none is. */
  readonly closed?: ReadonlySet<string>;
  readonly segments: ReadonlyMap<string, string>;
  /** `list/code` → names. */
  readonly codes: ReadonlyMap<string, CodeNames>;
}

export const EMPTY_HOUSE: House = {
  place: "other",
  staff: new Map(),
  branches: new Map(),
  segments: new Map(),
  codes: new Map(),
};

export async function readJurisdiction(db: DeskDb): Promise<Jurisdiction> {
  const chosen = settingValue(await db.setting.get(JURISDICTION_ID));
  return JURISDICTIONS.find((place) => place === chosen) ?? "other";
}

export const readBranch = async (db: DeskDb, id: string): Promise<Row<"branch"> | undefined> => db.branch.get(id);

export async function readHouse(db: DeskDb): Promise<House> {
  const [place, staff, branches, segments, codes] = await Promise.all([
    readJurisdiction(db),
    db.staff.toArray(),
    db.branch.toArray(),
    db.segment.toArray(),
    db.code.orderBy("id").toArray(),
  ]);
  const shown = <R extends { readonly gone?: 1 }>(rows: readonly R[]): readonly R[] =>
    rows.filter((row) => row.gone !== 1);
  const namesakes = namesakesIn(shown(staff));
  const left = shown(staff).flatMap(({ id, hidden }) => (hidden === true ? [id] : []));
  const closed = shown(branches).flatMap(({ id, hidden }) => (hidden === true ? [id] : []));
  return {
    place,
    ...(closed.length > 0 && { closed: new Set(closed) }),
    ...(namesakes.length > 0 && { namesakes }),
    ...(left.length > 0 && { left: new Set(left) }),
    staff: new Map(shown(staff).map((row) => [row.id, row.name ?? ""])),
    branches: new Map(shown(branches).map((row) => [row.id, row.name ?? ""])),
    segments: new Map(shown(segments).map((row) => [row.id, row.name ?? ""])),
    codes: new Map(
      shown(codes)
        .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
        .flatMap(({ list, code, names }) =>
          list !== undefined && code !== undefined && names !== undefined ? [[`${list}/${code}`, names] as const] : [],
        ),
    ),
  };
}

/** With what tells colleagues of one name apart. */
export function withNamesApart(house: House, locale: keyof CodeNames): House {
  if (house.namesakes === undefined) return house;
  const apart = namesApart(house.namesakes, (code) => codeName(house, "department", code, locale));
  return { ...house, staff: new Map([...house.staff].map(([id, name]) => [id, apart.get(id) ?? name])) };
}

/**
 * To whom something can be given, with their names: nobody who has left.
 * @param has who has it now: stays in the list
 */
export const colleaguesToChoose = (
  { staff, left }: House,
  has?: string,
): readonly { readonly value: string; readonly label: string }[] =>
  [...staff].flatMap(([value, label]) => (left?.has(value) === true && value !== has ? [] : [{ value, label }]));

/** The name of a code in a language; a code without a record shows itself. */
export const codeName = (house: House, list: string, code: string, locale: keyof CodeNames): string =>
  house.codes.get(`${list}/${code}`)?.[locale] ?? unlistedName(list, code, locale) ?? code;

/** Of a code that the program itself gives, and no list of the library has. */
export const unlistedName = (list: string, code: string, locale: keyof CodeNames): string | undefined =>
  list === "purpose" ? UNLISTED_PURPOSES.get(code)?.[locale] : undefined;

/** The codes of a list in the library's order. */
export const codesOf = (house: House, list: string): readonly string[] =>
  [...house.codes.keys()].filter((key) => key.startsWith(`${list}/`)).map((key) => key.slice(list.length + 1));
