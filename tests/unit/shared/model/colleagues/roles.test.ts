import { describe, expect, it } from "vitest";
import {
  areRolesInForce,
  isAbove,
  isLastAdministrator,
  mayDo,
  type Ranked,
  RIGHTS,
  RIGHTS_OF,
  roleOf,
} from "#shared/model/colleagues/roles.ts";

const pin = { salt: "00", hash: "00" };
const [librarian, head, admin]: readonly Ranked[] = [
  { role: "desk", pin },
  { role: "lead", pin },
  { role: "admin", pin },
];
const all = [librarian, head, admin] as readonly Ranked[];

describe("roles", () => {
  it("hold once an administrator who is still there has a PIN", () => {
    expect(areRolesInForce(all)).toBe(true);
    expect(areRolesInForce([{ role: "admin" }, head as Ranked])).toBe(false);
    expect(areRolesInForce([{ role: "admin", pin, hidden: true }])).toBe(false);
    expect(mayDo("code", undefined, [{ role: "admin" }])).toBe(true);
  });

  it("give each what the table says, and nobody unknown anything", () => {
    const rightsOf = (self: Ranked | undefined) => RIGHTS.filter((right) => mayDo(right, self, all));
    expect(rightsOf(undefined)).toEqual([]);
    expect(rightsOf(librarian)).toEqual(RIGHTS_OF.desk);
    expect(rightsOf(head)).toEqual(["erase", "unmasked", "settings", "figures"]);
    expect(rightsOf(admin)).toEqual([...RIGHTS]);
    expect(rightsOf({ role: "admin", pin, hidden: true })).toEqual([]);
    // anybody may choose a name without a PIN
    expect(rightsOf({ role: "admin" })).toEqual([]);
    // what an earlier version has written, or nothing
    expect([roleOf({ role: "director" }), roleOf({})]).toEqual(["lead", "desk"]);
  });

  it("let nobody come to more rights by another one's PIN", () => {
    expect(isAbove(admin as Ranked, head, all)).toBe(false);
    expect(isAbove(head as Ranked, librarian, all)).toBe(false);
    // who has no rights over others has none over another librarian
    expect(isAbove(librarian as Ranked, librarian, all)).toBe(false);
    expect(isAbove(librarian as Ranked, head, all)).toBe(true);
    expect(isAbove(head as Ranked, admin, all)).toBe(true);
  });

  it("know the administrator by whom they hold", () => {
    expect(all.map((each) => isLastAdministrator(each, all))).toEqual([false, false, true]);
    const two = [...all, { role: "admin", pin } as const];
    expect(two.map((each) => isLastAdministrator(each, two))).toEqual([false, false, false, false]);
    expect(isLastAdministrator({ role: "admin" }, [{ role: "admin" }])).toBe(false);
  });
});
