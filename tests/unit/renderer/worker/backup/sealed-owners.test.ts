/** Backups of several computers on one stick, at a computer on which there is nothing: whose they are the code tells. */
import "../../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { wholeDesks } from "../../../../support/whole-desks.ts";

const desks = wholeDesks("sealed-owners");

async function backUpTo(desk: WholeDesk, stick: string): Promise<void> {
  await desk.start();
  okValue(await desk.host("backup.choose", { path: stick }));
  okValue(await desk.backups.make(true, () => undefined));
}

it("are told to who has the code, of that library alone, and nothing is kept of it", { timeout: 180_000 }, async () => {
  const stick = await desks.freshFolder();
  const sharing = await desks.foundWithShare();
  await backUpTo(sharing.desk, stick);
  const { outcome } = await sharing.desk.sync.sync(() => undefined);
  expect(outcome.tag).not.toBe("stopped");
  const second = await desks.join(sharing, "儿童馆-2");
  await second.start();
  expect((await second.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
  await backUpTo(second, stick);
  await backUpTo(await desks.found(), stick);

  const fresh = await desks.open(await desks.freshFolder());
  const { backups } = okValue(await fresh.host("backup.show", { path: stick }));
  expect(backups.map(({ state, device }) => [state, device])).toEqual(Array(3).fill(["sealed", null]));
  const owners = async (code: string) => fresh.host("backup.owners", { place: "shown", code });
  const told = okValue(await owners(sharing.code));
  expect(told.map(({ device, branch }) => `${device}（${branch}）`).sort()).toEqual([
    "一楼（城东馆）",
    "儿童馆-2（城东馆）",
  ]);
  const streamOf = async (desk: WholeDesk): Promise<string> => okValue(await desk.host("library.own", {})).stream;
  expect(told.find(({ device }) => device === "儿童馆-2")?.id).toContain(await streamOf(second));
  expect(okValue(await owners("0".repeat(26)))).toEqual([]);
  expect(await owners("short")).toEqual({ ok: false, error: { tag: "code-malformed" } });
  expect(await fresh.host("library.own", {})).toMatchObject({ ok: false });
  expect(await second.host("backup.owners", { place: "second", code: sharing.code })).toEqual({
    ok: false,
    error: { tag: "already-member" },
  });
});
