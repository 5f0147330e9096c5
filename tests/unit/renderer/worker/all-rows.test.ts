import { expect, test } from "vitest";
import { allRows } from "../../../../renderer/worker/all-rows.ts";
import { openDesk } from "../db/desk.ts";

test("all rows are read in slices, so that whoever writes meanwhile waits for one of them only", async () => {
  const { db } = await openDesk();
  const rows = Array.from({ length: 6000 }, (_, no) => ({
    id: `r${String(no).padStart(5, "0")}`,
    name: `读者${no}`,
    by: {},
  }));
  await db.reader.bulkPut(rows as never); // what a read needs of them
  const ends: string[] = [];
  const read = allRows(db.reader).then((all) => {
    ends.push("read");
    return all;
  });
  await db.reader.put({ id: "q", name: "张三", by: {} } as never).then(() => ends.push("written")); // the same
  expect((await read).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  expect(ends).toEqual(["written", "read"]);
});
