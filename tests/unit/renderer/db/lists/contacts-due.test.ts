import "../../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { readContactsDue } from "../../../../../renderer/db/lists/contacts-due.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import { readBesideUse } from "../../../../../renderer/worker/rules/beside-use.ts";
import { openDesk } from "../desk.ts";

it("leaves out whoever has asked not to be contacted, and shows no number that is wrong", async () => {
  const { db, writer } = await openDesk();
  const kept = { owner: "chen", keepInTouchDays: 30, phones: ["021-6234 5678", "138 0013 8000"] };
  await writer.run("test", [
    create("reader", "a", { ...kept, name: "甲", doNotContact: { since: "2026-11-01" } }),
    create("reader", "b", { ...kept, name: "乙", badContact: ["02162345678"] }),
    create("reader", "c", { ...kept, name: "丙", badContact: ["phone"] }),
  ]);
  const due = async () =>
    (await readContactsDue(db, "2026-11-25 chen main")).map(({ name, phone }) => [name, phone?.slice(-4)]);
  expect(await due()).toEqual([
    ["乙", "8000"],
    ["丙", undefined],
  ]);
  expect([...(await readBesideUse(db, 20_000)).notContacted]).toEqual(["a"]);
  // of one person either record says so
  await writer.run("test", [
    create("reader", "z", { name: "丙", doNotContact: { since: "2026-11-01" } }),
    { act: "cells", kind: "reader", id: "z", cells: { ".alias": "c" } },
  ]);
  expect((await due()).map(([name]) => name)).toEqual(["乙"]);
  await writer.run("test", [edit("reader", "a", { doNotContact: null })]);
  expect((await due()).map(([name]) => name)).toEqual(["甲", "乙"]);
  expect([...(await readBesideUse(db, 20_000)).notContacted]).toEqual(["c"]);
});
