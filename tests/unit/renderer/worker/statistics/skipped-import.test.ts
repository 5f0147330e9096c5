/** An import that was not made makes nobody absent. */
import { expect, it } from "vitest";
import { type Change, create, edit } from "../../../../../renderer/db/changes.ts";
import { activities, daysUpTo, NOVEMBER, openLibrary, quiet, TODAY } from "./small-library.ts";

const report = (name: string, until: string): Change => create("setting", `import-batch-${name}`, { name: `import.batch.${name}`, value: { importId: name, until: { loan: until } } });
/** Comes every second day; the last list of loans reaches the first of November. */
const regular = (id: string, last: string): readonly Change[] => [create("reader", id, { name: "读者", card: id, enrolledOn: "2024-01-05" }), ...activities(id, "loan", ...daysUpTo(last, 40, 2))];

it("waits with who is not seen for the list that is due, and says so again once it is here", async () => {
  const library = [...regular("here", "2026-11-01"), ...regular("away", "2026-10-05")];
  const { statistics, writer } = await openLibrary([...library, report("october", "2026-10-15"), report("november", "2026-11-01")]);
  const notSeen = async (): Promise<readonly string[]> => (await statistics.readers(NOVEMBER, { tag: "stage", state: "not-seen" })).map(({ id }) => id);
  // 24 days without a list; who was away before it ended is not seen all the same
  expect(await notSeen()).toEqual(["away"]);
  expect(await statistics.placeOf("here")).toMatchObject({ state: "active" });
  expect((await statistics.overview(NOVEMBER, quiet)).work.notSeen).toBe(1);
  // the list is here, and she is not in it
  await (await writer.run("test", [report("late", TODAY)])).confirmed;
  expect((await notSeen()).toSorted()).toEqual(["away", "here"]);
  expect((await statistics.overview(NOVEMBER, quiet)).work.notSeen).toBe(2);
  // taken back, it tells nothing
  await (await writer.run("test", [edit("setting", "import-batch-late", { value: { importId: "late", until: { loan: TODAY }, undoneAt: 1 } })])).confirmed;
  expect(await notSeen()).toEqual(["away"]);
});
