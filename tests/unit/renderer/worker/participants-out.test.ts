/** A file of service records says how many took part in each, and who they were to nobody. */
import { expect, it } from "vitest";
import { create, remove } from "../../../../renderer/db/write/changes.ts";
import { check, desk, quiet } from "./import/import-desk.ts";

it("says of each record how many took part beside its reader, and comes back as it was", async () => {
  const { exports, imports, writer } = await desk();
  const readers = ["张素琴", "李小明", "李小红"].map((name, n) => create("reader", `r${n}`, { name, card: `003${n}` }));
  const records = ["family", "alone"].map((id) => create("interaction", id, { reader: "r0", at: 7, count: 3 }));
  const people = ["r1", "r2"].map((reader) =>
    create("participant", `family-${reader}`, { interaction: "family", reader }),
  );
  const mistake = create("participant", "alone-r1", { interaction: "alone", reader: "r1" });
  await (await writer.run("test", [...readers, ...records, ...people, mistake])).confirmed;
  await (await writer.run("test", [remove("participant", "alone-r1")])).confirmed;
  const { bytes } = await exports.run(
    { kind: "interaction", format: "csv", language: "zh-CN", withProtected: true, staff: "" },
    quiet,
  );
  const [header = "", ...lines] = new TextDecoder().decode(bytes).trim().split("\r\n");
  const column = header.split(",").indexOf("参与读者数");
  expect(column).toBe(header.split(",").indexOf("次数") + 1);
  expect(lines.map((line) => [line.split(",")[0], line.split(",")[column]])).toEqual([
    ["alone", ""],
    ["family", "2"],
  ]);
  expect(lines.join()).not.toMatch(/李小明|李小红/);
  expect((await check(imports, new File([bytes], "服务记录.csv"))).counts).toMatchObject({ same: 2, error: 0 });
});
