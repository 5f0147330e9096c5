import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Table, TableRow } from "../../../../../shared/import-export/table/table.ts";
import { tableOf } from "../../../../support/plan-table.ts";
import { libraryAfter, planUseTable, READERS } from "../../../../support/plan-uses.ts";

const LIST = tableOf(
  "读者证号|借书时间|操作|索书号|分馆|题名",
  "0001|2026-11-03 09:12:00|借书|I247.5/12|城东馆|活着",
  "0001|2026-11-03 09:12:30|借书|I267/3|城东馆|背影",
  "0001|2026-11-03 09:13:00|借书|TP311/9|城东馆|编程",
  "S-1|2026-11-03 17:00:00|还书|I247.5/12||活着",
  "0002|2026-11-04|到馆|||",
  "0009|2026-11-04|到馆|||",
  "0002|2026-12-24|到馆|||",
  "0003|2026-11-05|续借|I2||x",
);

const facts = (
  all: Iterable<{
    readonly reader: string;
    readonly on: string;
    readonly kind: string;
    readonly mainClass: string | undefined;
    readonly quantity?: number | undefined;
  }>,
) =>
  [...all]
    .map(({ reader, on, kind, mainClass = "", quantity = 1 }) => [reader, on, kind, mainClass, quantity].join(" "))
    .toSorted();

describe("a list of use", () => {
  it("becomes class counts for each reader, day and kind; whoever has no card here, days to come and unknown kinds stay out, each with its row", async () => {
    const planner = await planUseTable(LIST);
    expect(facts(libraryAfter(planner).values())).toEqual([
      "reader-1 2026-11-03 loan I 2",
      "reader-1 2026-11-03 loan T 1",
      "reader-1 2026-11-03 return I 1",
      "reader-2 2026-11-04 visit  1",
    ]);
    expect(planner.counts()).toMatchObject({ new: 4, update: 0, same: 0, error: 3, folded: { rows: 5, leftOut: 0 } });
    expect(
      planner
        .faulty()
        .map((position) => [
          LIST.rows[position]?.row,
          planner.problems(position).map(({ tag, value }) => `${tag} ${value}`),
        ]),
    ).toEqual([
      [7, ["unknown-card 0009"]],
      [8, ["future-day 2026-12-24"]],
      [9, ["unknown-value 续借"]],
    ]);
    expect(JSON.stringify([...libraryAfter(planner).values()])).not.toContain("活着");
  });

  it.each(["索取号", "索取號", "itemcallnumber"])(
    "takes the main class from the call number under another name: %s",
    async (header) => {
      const loans = tableOf(
        `读者证号|借书日期|${header}`,
        "0001|2026-11-03|I247.5/12",
        "0001|2026-11-03|TP311/9",
        "0002|2026-11-04|",
      );
      expect(facts(libraryAfter(await planUseTable(loans)).values())).toEqual([
        "reader-1 2026-11-03 loan I 1",
        "reader-1 2026-11-03 loan T 1",
        "reader-2 2026-11-04 loan  1",
      ]);
    },
  );

  it("goes by the number that finds most readers, each row by another where that is blank, and never by one that says somebody else", async () => {
    const koha = tableOf(
      "borrowernumber|cardnumber|学号|issuedate",
      "2|0001||2026-11-03",
      "0002|0003||2026-11-03",
      "9|||2026-11-03",
      "1||S-1|2026-11-04",
      "7|0009||2026-11-05",
    );
    const planner = await planUseTable(koha, { rules: { kind: "loan" } });
    expect(facts(libraryAfter(planner).values())).toEqual([
      "reader-1 2026-11-03 loan  1",
      "reader-1 2026-11-04 loan  1",
      "reader-3 2026-11-03 loan  1",
    ]);
    expect(
      planner
        .faulty()
        .map((position) => planner.problems(position).map(({ tag, column, value }) => `${tag} ${column} ${value}`)),
    ).toEqual([["no-reader 1 "], ["unknown-card 1 0009"]]);
  });

  it("goes by another number where a card is unknown, once the two have said the same", async () => {
    const list = tableOf("读者证号|学号|借书日期", "0001|S-1|2026-11-03", "X-9|S-1|2026-11-04");
    expect(facts(libraryAfter(await planUseTable(list)).values())).toEqual([
      "reader-1 2026-11-03 loan  1",
      "reader-1 2026-11-04 loan  1",
    ]);
    const unproved = tableOf("读者证号|学号|借书日期", "0002||2026-11-03", "X-9|S-1|2026-11-04");
    expect(facts(libraryAfter(await planUseTable(unproved)).values())).toEqual(["reader-2 2026-11-03 loan  1"]);
  });

  it("counts a return on the day that a loan gives for it", async () => {
    const loans = tableOf(
      "读者证号|借书日期|还书日期|索书号",
      "0001|2026-11-03|2026-11-20|I247",
      "0001|2026-11-05||I2",
      "0002|2026-11-06|无|",
      "0003|2026-11-06|2026-11-31|",
    );
    const planner = await planUseTable(loans);
    expect(facts(libraryAfter(planner).values())).toEqual([
      "reader-1 2026-11-03 loan I 1",
      "reader-1 2026-11-05 loan I 1",
      "reader-1 2026-11-20 return I 1",
      "reader-2 2026-11-06 loan  1",
    ]);
    expect(
      planner.faulty().map((position) => planner.problems(position).map(({ tag, column }) => `${tag} ${column}`)),
    ).toEqual([["date-impossible 2"]]);
    const returns = tableOf("读者证号|还书日期", "0001|2026-11-20");
    expect(facts(libraryAfter(await planUseTable(returns)).values())).toEqual(["reader-1 2026-11-20 return  1"]);
  });

  it("makes the same records on two desks, and others for another source", async () => {
    const [a, b, other] = [
      await planUseTable(LIST),
      await planUseTable(LIST),
      await planUseTable(LIST, { rules: { source: "门禁" } }),
    ];
    const ids = (planner: typeof a) => planner.places("new").map((place) => planner.use(place).id);
    expect(ids(b)).toEqual(ids(a));
    expect(ids(a).every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    );
    expect(ids(other).some((id) => ids(a).includes(id))).toBe(false);
  });

  it("keeps the greater count of two lists that speak of one day", async () => {
    const more = tableOf("证号|日期|次数", "0001|2026-11-03|5");
    const less = tableOf("证号|日期|次数", "0001|2026-11-03|2");
    const rules = { kind: "visit" } as const;
    const first = libraryAfter(await planUseTable(less, { rules }));
    const raised = await planUseTable(more, { rules, library: first });
    expect(raised.counts()).toMatchObject({ new: 0, update: 1 });
    expect(raised.use(0)).toMatchObject({ before: 2, quantity: 5 });
    expect((await planUseTable(less, { rules, library: libraryAfter(raised, first) })).counts()).toMatchObject({
      new: 0,
      update: 0,
      same: 1,
    });
  });

  it("brings a record back that an undone import had made", async () => {
    const list = tableOf("证号|日期", "0001|2026-11-03");
    const rules = { kind: "visit" } as const;
    const first = await planUseTable(list, { rules });
    const undone = new Map([[first.use(0).id, { gone: 1 as const }]]);
    const again = await planUseTable(list, { rules, library: undone });
    expect(again.counts()).toMatchObject({ new: 1, same: 0 });
    expect(again.use(0)).toMatchObject({ comesBack: true, before: null });
  });

  it("lists a record that was erased with its reader, and writes it never", async () => {
    const list = tableOf("证号|日期", "0001|2026-11-03", "0002|2026-11-03");
    const rules = { kind: "visit" } as const;
    const { id } = (await planUseTable(list, { rules })).use(0);
    const planner = await planUseTable(list, { rules, isErased: (key) => key === `activity/${id}` });
    expect(planner.counts()).toMatchObject({ new: 1, error: 1 });
    expect(planner.faulty()).toEqual([0]);
    expect(planner.problems(0)).toMatchObject([{ tag: "erased-use" }]);
    expect(planner.places("new").map((place) => planner.use(place).reader)).toEqual(["reader-2"]);
  });

  it("counts a reader's use once, before and after her two records were merged, and writes it to the smaller id", async () => {
    const list = tableOf("证号|日期", "0002|2026-11-03");
    const rules = { kind: "visit" } as const;
    const apart = libraryAfter(await planUseTable(list, { rules }));
    const merged = READERS.map((reader) => (reader.id === "reader-2" ? { ...reader, as: "reader-1" } : reader));
    const again = await planUseTable(list, { rules, readers: merged, library: apart });
    expect(again.counts()).toMatchObject({ new: 0, same: 1 });
    expect((await planUseTable(list, { rules, readers: merged })).use(0).reader).toBe("reader-1");
  });

  it("takes a faulty row once its cell is mended", async () => {
    const planner = await planUseTable(LIST);
    await planner.fix([{ position: 5, column: 0, text: "0003" }]);
    expect(planner.counts()).toMatchObject({ new: 5, error: 2, folded: { rows: 6 } });
    await planner.fix([{ position: 6, column: 1, text: "2026-11-04" }]);
    // the same reader and day as another row: that record grows
    expect(planner.counts()).toMatchObject({ new: 5, error: 1 });
    expect(facts(libraryAfter(planner).values())).toContain("reader-2 2026-11-04 visit  2");
    await planner.fix([{ position: 7, column: 2, text: "什么" }]);
    expect(planner.counts().error).toBe(1);
  });
});

const cell = (...texts: readonly string[]) => fc.constantFrom(...texts);
/** Few readers and days, so that rows often speak of one record. */
const goodRow = fc.tuple(
  cell("0001", "0002", "S-1"),
  cell("2026-11-01", "2026/11/2"),
  cell("到馆", "借书"),
  cell("1", "2", "3"),
  cell("I247/1", "TP3"),
  cell("城东馆", "儿童馆", ""),
);
const oddRow = fc.tuple(
  cell("0001", "0002", "0003", "S-1", "0009", ""),
  cell("2026-11-01", "2026/11/2", "2026-11-03 08:00:00", "2027-01-01", "昨天", ""),
  cell("到馆", "借书", "还书", "loan", "預約", "续借", ""),
  cell("1", "2", "", "0", "-1", "3.5", "12"),
  cell("I247/1", "TP3", "", "待编"),
  cell("城东馆", "CD", "儿童馆", "", "月球馆"),
);
const anyRow = fc.oneof({ weight: 2, arbitrary: goodRow }, { weight: 1, arbitrary: oddRow });
const HEADERS = ["证号", "日期", "操作", "数量", "索书号", "分馆"];
const tableFrom = (rows: readonly (readonly string[])[]): Table => ({
  headers: HEADERS,
  rows: rows.map((cells, index): TableRow => ({ row: index + 2, cells })),
});
const shuffled = fc
  .array(anyRow, { maxLength: 40 })
  .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

describe("check 10: importing lists of use", () => {
  it("twice is importing them once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 40 }), async (rows) => {
        const table = tableFrom(rows);
        const once = libraryAfter(await planUseTable(table));
        const again = await planUseTable(table, { library: once });
        expect(again.counts()).toMatchObject({ new: 0, update: 0, same: once.size });
        expect(libraryAfter(again, once)).toEqual(once);
      }),
    );
  });

  it("gives the same records whatever the order of their rows", async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, others]) => {
        expect(libraryAfter(await planUseTable(tableFrom(others)))).toEqual(
          libraryAfter(await planUseTable(tableFrom(rows))),
        );
      }),
    );
  });

  it("gives the same records whatever the order of the lists", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyRow, { maxLength: 12 }), { minLength: 2, maxLength: 3 }), async (lists) => {
        const endingWith = async (order: typeof lists): Promise<unknown> => {
          let library = libraryAfter(await planUseTable(tableFrom([])));
          for (const rows of order) library = libraryAfter(await planUseTable(tableFrom(rows), { library }), library);
          return library;
        };
        expect(await endingWith(lists.toReversed())).toEqual(await endingWith(lists));
      }),
    );
  });

  it("never throws, and puts every row into a record, aside, or on the list of faults with a reason", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.oneof(
              fc.string(),
              cell("0001", "2026-11-01", "借书", "-3", "1e5"),
              fc.constantFrom("__proto__", "constructor"),
            ),
            { maxLength: 8 },
          ),
          { maxLength: 12 },
        ),
        async (rows) => {
          const planner = await planUseTable(tableFrom(rows));
          const { folded, error } = planner.counts();
          expect((folded?.rows ?? 0) + (folded?.leftOut ?? 0) + error).toBe(rows.length);
          for (const position of planner.faulty()) expect(planner.problems(position)).not.toEqual([]);
        },
      ),
    );
  });
});
