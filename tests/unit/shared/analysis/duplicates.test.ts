import { describe, expect, it } from "vitest";
import {
  birthDatesDiffer,
  type DuplicatePair,
  findDuplicates,
  MOST_SHARING,
  type PersonFacts,
} from "#shared/analysis/duplicates.ts";

const person = (id: string, facts: Partial<PersonFacts> = {}): PersonFacts => ({
  id,
  madeAt: 0,
  name: null,
  written: facts.name ?? null,
  phones: [],
  numbers: [],
  formerCards: [],
  kin: [],
  ...facts,
});

const SOUNDS: Readonly<Record<string, string>> = { 李卫东: "li wei dong", 李伟东: "li wei dong" };
const found = (...people: readonly PersonFacts[]): readonly DuplicatePair[] => {
  const search = findDuplicates(people, ({ name }) => (name === null ? null : (SOUNDS[name] ?? name)));
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
};
const reasons = (...people: readonly PersonFacts[]) => found(...people).map((pair) => pair.reasons);

describe("two readers are a pair", () => {
  it.each<[string, Partial<PersonFacts>, Partial<PersonFacts>, readonly string[]]>([
    ["with one card", { card: "1" }, { card: "1" }, ["same-card"]],
    ["with one student's number", { numbers: ["student\n7"] }, { numbers: ["student\n7"] }, ["same-number"]],
    ["where one had the card that the other has", { card: "2", formerCards: ["1"] }, { card: "1" }, ["card-changed"]],
    ["where both had one card", { formerCards: ["1"] }, { card: "3", formerCards: ["1"] }, ["card-changed"]],
    [
      "where one's card ended before the other of her name and school began",
      { name: "赵启明", organisation: "一中", overOn: "2026-08-31" },
      { name: "赵启明", organisation: "一中", enrolledOn: "2026-09-01" },
      ["card-changed", "same-name"],
    ],
    [
      "of one name and phone",
      { name: "陈", phones: ["1"] },
      { name: "陈", phones: ["2", "1"] },
      ["same-name", "same-phone"],
    ],
    [
      "of one name and birth date",
      { name: "陈", birthDate: "1980-01-01" },
      { name: "陈", birthDate: "1980-01-01" },
      ["same-name", "same-birth-date"],
    ],
    [
      "of one name in two scripts and one phone",
      { name: "孙国强", written: "孙国强", phones: ["1"] },
      { name: "孙国强", written: "孫國強", phones: ["1"] },
      ["same-name-script", "same-phone"],
    ],
    [
      "of one phone and birth date, whatever the name",
      { name: "刘㛃", phones: ["1"], birthDate: "2001-01-01" },
      { name: "刘洁", phones: ["1"], birthDate: "2001-01-01" },
      ["same-phone", "same-birth-date"],
    ],
    [
      "of one phone, and names that sound alike",
      { name: "李卫东", phones: ["1"] },
      { name: "李伟东", phones: ["1"] },
      ["same-sound", "same-phone"],
    ],
  ])("%s", (_, a, b, wanted) => {
    expect(reasons(person("a", a), person("b", b))).toEqual([wanted]);
    expect(reasons(person("b", a), person("a", b))).toEqual([wanted]);
    expect(found(person("b", b), person("a", a))).toEqual(found(person("a", a), person("b", b)));
  });

  it("also where their birth dates differ, which is said beside", () => {
    const [a, b] = [
      person("a", { name: "陈", phones: ["1"], birthDate: "1958-01-01" }),
      person("b", { name: "陈", phones: ["1"], birthDate: "1985-01-01" }),
    ];
    expect(reasons(a, b)).toEqual([["same-name", "same-phone"]]);
    expect(birthDatesDiffer(a, b)).toBe(true);
    expect(birthDatesDiffer(a, person("c"))).toBe(false);
  });
});

describe("two readers are no pair", () => {
  it.each<[string, Partial<PersonFacts>, Partial<PersonFacts>]>([
    ["by a name alone", { name: "王芳" }, { name: "王芳" }],
    ["by a phone alone", { name: "王芳", phones: ["1"] }, { name: "张伟", phones: ["1"] }],
    ["by a birth date alone", { birthDate: "1980-01-01" }, { birthDate: "1980-01-01" }],
    ["by nothing that both lack", {}, {}],
    [
      "of one house by their phone, though the names sound alike",
      { name: "李卫东", phones: ["1"], kin: ["b"] },
      { name: "李伟东", phones: ["1"] },
    ],
    [
      "of one house by somebody else in it: twins",
      { name: "刘㛃", phones: ["1"], birthDate: "2001-01-01", kin: ["mother"] },
      { name: "刘洁", phones: ["1"], birthDate: "2001-01-01", kin: ["mother"] },
    ],
    [
      "where the card that ended was that of somebody born on another day",
      { name: "赵", organisation: "一中", overOn: "2026-08-31", birthDate: "2001-01-01" },
      { name: "赵", organisation: "一中", enrolledOn: "2026-09-01", birthDate: "2002-01-01" },
    ],
    [
      "where both cards were good on one day",
      { name: "赵", organisation: "一中", overOn: "2026-09-02" },
      { name: "赵", organisation: "一中", enrolledOn: "2026-09-01" },
    ],
  ])("%s", (_, a, b) => expect(found(person("a", a), person("b", b))).toEqual([]));

  it("by a phone that many have, even of one name", () => {
    const school = (count: number) =>
      Array.from({ length: count }, (_, place) =>
        person(`r${place}`, { name: `学生${place % 4}`, phones: ["school"] }),
      );
    expect(found(...school(MOST_SHARING)).length).toBeGreaterThan(0);
    expect(found(...school(MOST_SHARING + 1))).toEqual([]);
    expect(found(...school(400))).toEqual([]);
  });
});

it("puts the pair first whose later record is the newest, then by their ids", () => {
  const of = (id: string, card: string, madeAt: number) => person(id, { card, madeAt });
  const people = [
    of("a", "1", 9),
    of("b", "1", 1),
    of("c", "2", 5),
    of("d", "2", 10),
    of("e", "3", 9),
    of("f", "3", 2),
  ];
  const order = found(...people).map(({ first, second, since }) => `${first}${second} ${since}`);
  expect(order).toEqual(["cd 10", "ab 9", "ef 9"]);
  expect(found(...people.toReversed())).toEqual(found(...people));
});

it("lets others go first now and then, and says how far it is", () => {
  const people = Array.from({ length: 3000 }, (_, place) => person(`r${place}`, { card: `c${place}` }));
  const shares: number[] = [];
  const search = findDuplicates(people, () => null);
  for (let step = search.next(); step.done !== true; step = search.next()) shares.push(step.value);
  expect(shares.length).toBeGreaterThanOrEqual(4);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
});
