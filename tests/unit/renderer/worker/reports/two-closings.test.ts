/** Two whole desks and a real folder: both close one month while neither knows of the other. */
import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { monthFiguresId } from "#shared/model/reports/month-figures.ts";
import { known } from "#shared/reports/figures.ts";
import { sealedFigure, sealedMonths } from "#shared/reports/seals.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import type { WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../../support/whole-desks.ts";

const desks = wholeDesks("closings");
const settle = async (...some: readonly WholeDesk[]): Promise<void> => {
  for (let round = 0; round < 3; round++) for (const desk of some) await desk.sync.sync(() => undefined);
};
const sealedOn = async ({ db }: WholeDesk) => sealedMonths(await db["month-seal"].toArray()).get("2026-10");
const seal = (id: number, at: number, value: number) =>
  create("month-seal", idOf(id), { month: "2026-10", at, figures: { visits: { value } } });

describe("two desks that close one month", () => {
  it("end with the earlier one as the first, the other beside it, and figures of both kinds that they typed", async () => {
    const { desk: a, ...sharing } = await desks.foundWithShare();
    const b = await desks.join(sharing, "儿童馆");
    const [ofA, ofB] = [(await a.start()).writer, (await b.start()).writer];
    await settle(a, b);
    const id = monthFiguresId("2026-10", null);
    await save(ofA, [
      create("month-figures", id, { month: "2026-10", figures: { loans: { value: 900, source: "Interlib" } } }),
      seal(1, 2000, 101),
    ]);
    await save(ofB, [
      create("month-figures", id, { month: "2026-10", figures: { visits: { value: 5000, source: "门禁" } } }),
      seal(2, 1000, 100),
    ]);
    await settle(a, b);
    for (const desk of [a, b]) {
      const month = await sealedOn(desk);
      expect([month?.first.id, month?.further.map((each) => each.id)]).toEqual([idOf(2), [idOf(1)]]);
      expect(month === undefined ? undefined : sealedFigure(month, "visits", null, known(103))).toMatchObject({
        value: 100,
        corrections: [
          { seal: idOf(1), change: 1 },
          { seal: null, change: 2 },
        ],
      });
      const row = await desk.db["month-figures"].get(id);
      expect(row?.figures).toEqual({
        loans: { value: 900, source: "Interlib" },
        visits: { value: 5000, source: "门禁" },
      });
      expect(row?.open).toBeUndefined();
    }
  });

  it("are asked where both have typed one figure differently", async () => {
    const { desk: a, ...sharing } = await desks.foundWithShare();
    const b = await desks.join(sharing, "儿童馆");
    const [ofA, ofB] = [(await a.start()).writer, (await b.start()).writer];
    await settle(a, b);
    const id = monthFiguresId("2026-10", null);
    const typed = (value: number) =>
      create("month-figures", id, { month: "2026-10", figures: { loans: { value, source: "Interlib" } } });
    await save(ofA, [typed(900)]);
    await save(ofB, [typed(910)]);
    await settle(a, b);
    const [onA, onB] = [await a.db["month-figures"].get(id), await b.db["month-figures"].get(id)];
    expect(onA?.open).toBe(1);
    expect(onA?.figures).toEqual(onB?.figures);
  });
});
