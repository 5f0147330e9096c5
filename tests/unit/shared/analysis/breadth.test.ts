import { describe, expect, test } from "vitest";
import { breadthOn, SERVICES, servicesUsed } from "#shared/analysis/breadth.ts";
import { buildUses, type ReaderUses, USE_KINDS, type UseKind, usesOf } from "#shared/analysis/uses.ts";

const usesFrom = (rows: readonly (readonly [day: number, kind: UseKind])[]): ReaderUses =>
  usesOf(
    buildUses(
      ["reader"],
      rows.map(([day, kind]) => ({ reader: "reader", day, kind, amount: 1 })),
    ).uses,
    0,
  );

describe("breadth of use", () => {
  test("counts seven services, returns and holds with lending, opinions with none", () => {
    expect(SERVICES).toHaveLength(7);
    expect(servicesUsed(usesFrom(USE_KINDS.map((kind) => [10, kind])), 10)).toEqual(SERVICES);
    expect(
      servicesUsed(
        usesFrom([
          [10, "return"],
          [11, "hold"],
          [12, "opinion"],
        ]),
        12,
      ),
    ).toEqual(["loan"]);
  });

  test("looks at 365 days up to the day", () => {
    const uses = usesFrom([
      [10, "print"],
      [11, "visit"],
      [400, "event"],
    ]);
    expect(servicesUsed(uses, 375)).toEqual(["visit"]);
    expect(breadthOn(uses, 374)).toBe(2);
    expect(breadthOn(uses, 9)).toBe(0);
    expect(breadthOn(usesFrom([]), 9)).toBe(0);
  });
});
