import { describe, expect, it } from "vitest";
import { planTable, tableOf } from "../../../../support/plan-table.ts";

const STREETS = ["槐安路 12 号", "中山路 3 号", "裕华路 7 号"];

/** The address of the one reader, whose cells these are. */
async function addressOf(...cells: readonly string[]): Promise<string | undefined> {
  const planner = await planTable(tableOf("姓名|addresses|postal_codes", ["王芳", ...cells].join("|")));
  expect(planner.row(0).problems).toEqual([]);
  return planner.draft(0).values.address;
}

describe("several addresses of a reader", () => {
  it("stand one a line, each with its own code", async () => {
    expect(await addressOf(STREETS.join(";"), "050000;050011;050021")).toBe(
      "槐安路 12 号 050000\n中山路 3 号 050011\n裕华路 7 号 050021",
    );
  });

  it("have the code of their place where one of them has none", async () => {
    expect(await addressOf(STREETS.join("；"), "；050011；")).toBe("槐安路 12 号\n中山路 3 号 050011\n裕华路 7 号");
    expect(await addressOf(STREETS.join(";"), ";;")).toBe(STREETS.join("\n"));
    expect(await addressOf(";;", "")).toBeUndefined();
  });

  it("lose none of as many codes as nobody can give out", async () => {
    expect(await addressOf(STREETS.slice(0, 2).join(";"), "050000;050011;050021")).toBe(
      "槐安路 12 号\n中山路 3 号 050000\n050011\n050021",
    );
    expect(await addressOf("", "050000;050011")).toBe("050000\n050011");
  });

  it("are taken whole where they are many, and refused in their column, to be mended there, where they are more than a record holds", async () => {
    const many = Array.from({ length: 200 }, (_, at) => `第 ${at} 大街 ${at} 号`);
    expect((await addressOf(many.join(";"), many.map((_, at) => 50_000 + at).join(";")))?.split("\n")).toEqual(
      many.map((street, at) => `${street} ${50_000 + at}`),
    );
    const planner = await planTable(
      tableOf("姓名|addresses|postal_codes", ["王芳", `${"长".repeat(19_990)}街`, "050000050011"].join("|")),
    );
    expect(planner.row(0)).toMatchObject({
      bucket: "error",
      problems: [{ tag: "too-long", column: 2, target: "address" }],
    });
    await planner.fix([{ position: 0, column: 2, text: "050000" }]);
    expect(planner.row(0)).toMatchObject({ bucket: "new", problems: [] });
  });
});
