import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { remove } from "../../../renderer/db/write/changes.ts";
import { openSync, seenByAll, writtenElsewhere } from "./open-sync.tsx";

it("the button that passes on stands at the right, however long the title is", async () => {
  const people = ["00000000-0000-7000-8000-000000000077", "00000000-0000-7000-8000-000000000078"];
  await openSync({
    prepare: async (made) => {
      await seenByAll(
        made,
        people.map((id) => ({ kind: "reader", id, cells: { name: "阿依努尔·买买提江", card: "2001010188880001" } })),
      );
      for (const id of people) await made.writer.run("reader.edit", [remove("reader", id)]);
      await writtenElsewhere(
        made,
        people.map((id) => ({ kind: "reader", id, cells: { note: "市立医院" } })),
      );
    },
  });
  const later = await screen.findByRole("button", { name: "以后再定" });
  const head = document.querySelector(".review-head")?.getBoundingClientRect() ?? later.getBoundingClientRect();
  const title = document.querySelector(".review-head p");
  const misplaced = Array.from({ length: 70 }, (_, length) => length).filter((length) => {
    title?.replaceChildren("读".repeat(length));
    return later.getBoundingClientRect().left < head.left + head.width / 2;
  });
  expect(misplaced).toEqual([]);
});
