import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { CallName, Host } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { START_CURSOR } from "#shared/replication/exchange/cursor.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { RebuildDialog } from "../../../../renderer/app/trouble/rebuild-dialog.tsx";
import { createRebuildFolder, type RebuildFolder } from "../../../../renderer/db/journal/rebuild-folder.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { MemoryJournal } from "../../../support/memory-journal.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

interface Lost {
  readonly services: TestServices;
  readonly rebuild: RebuildFolder;
  /** The journal of the new folder. */
  readonly journal: MemoryJournal;
  readonly asked: CallName[];
}

/** A desk with three entries whose folder is gone; the host makes an empty journal when it is asked to. */
async function lost({ sharePath, spoil }: { sharePath?: string; spoil?: (entry: Entry) => Entry } = {}): Promise<Lost> {
  const services = await createTestServices();
  for (const n of [1, 2, 3]) await services.writer.run("test.rows", [create("branch", `b${n}`, { name: `分馆 ${n}` })]);
  const journal = new MemoryJournal();
  const asked: CallName[] = [];
  const host = (async (name: CallName, args: never) => {
    asked.push(name);
    if (name === "device.start")
      return ok({ ...services.start, settings: sharePath === undefined ? {} : { sharePath } });
    if (name === "folder.rebuild") return ok(null);
    if (name === "folder.rebuilt") return ok(null);
    const answer = await journal.host(name, args);
    if (name !== "journal.read" || spoil === undefined || !answer.ok) return answer;
    const page = answer.value as { entries: Entry[]; lastSeq: number }; // of the contract
    return ok({ ...page, entries: page.entries.map(spoil) });
  }) as Host; // a partial host: the calls of a rebuilding
  const { stream } = services.start.library ?? { stream: "" };
  return {
    services,
    journal,
    asked,
    rebuild: createRebuildFolder({ db: services.db, host, stream, exclusive: (run) => run() }),
  };
}

const another = "b".repeat(16);

describe("a rebuilding of the data folder from this window", () => {
  it("fills the journal from number 1 and counts once all of it was read back", async () => {
    const { services, rebuild, journal, asked } = await lost();
    expect(await rebuild.run(() => undefined)).toEqual(ok(3));
    expect(journal.entries).toEqual((await services.db.log.toArray()).map(({ entry }) => entry));
    expect(asked.slice(asked.lastIndexOf("journal.append"))).toEqual([
      "journal.append",
      "journal.read",
      "folder.rebuilt",
    ]);
  });

  it.each([
    ["lacks its first entries", async ({ db }: TestServices) => void (await db.log.delete(1)), "partial"],
    ["has a gap", async ({ db }: TestServices) => void (await db.log.delete(2)), "partial"],
    ["lacks its last entry", async ({ db }: TestServices) => void (await db.log.delete(3)), "partial"],
    [
      "is taken over from a checkpoint just now",
      async ({ db }: TestServices) => void (await db.meta.put({ name: "adopting", value: {} })),
      "partial",
    ],
    [
      "stands beside what came from others, without a share",
      async ({ db }: TestServices) => void (await db.streams.put({ ...START_CURSOR, stream: another, seq: 4 })),
      "others",
    ],
  ])("is not begun where the log %s", async (_, change, why) => {
    const { services, rebuild, asked } = await lost();
    await change(services);
    expect(await rebuild.unfit()).toBe(why);
    expect(await rebuild.run(() => undefined)).toEqual(err({ tag: "unfit", why }));
    expect(asked).not.toContain("folder.rebuild");
  });

  it("is begun where what came from others can be fetched from the share again", async () => {
    const { services, rebuild } = await lost({ sharePath: "/share" });
    await services.db.streams.put({ ...START_CURSOR, stream: another, seq: 4 });
    expect(await rebuild.unfit()).toBeNull();
  });

  it("is not called done where the journal lacks an entry, or gives back another one", async () => {
    const short = await lost();
    short.journal.mostEntries = 2;
    expect(await short.rebuild.run(() => undefined)).toMatchObject(err({ tag: "not-whole" }));
    const spoilt = await lost({ spoil: (entry) => (entry.seq === 2 ? { ...entry, staff: "somebody else" } : entry) });
    expect(await spoilt.rebuild.run(() => undefined)).toEqual(err({ tag: "differs", seq: 2 }));
    for (const { asked } of [short, spoilt]) expect(asked).not.toContain("folder.rebuilt");
  });

  it("is asked about with what is kept and what is not, and goes on after a failure", async () => {
    const { services, rebuild, journal } = await lost();
    journal.mostEntries = 2;
    const done: number[] = [];
    await renderWithServices(
      <RebuildDialog
        rebuild={rebuild}
        path="/desk"
        onClose={() => undefined}
        onDone={(entries) => done.push(entries)}
      />,
      { services },
    );
    const act = await screen.findByRole("button", { name: "在这里重建" });
    await screen.findByText(/会保留：这个窗口里的全部资料/);
    await screen.findByText(/不会保留：旧文件夹里的备份/);
    await expect.poll(() => act.getAttribute("aria-disabled")).toBeNull();
    await userEvent.click(act);
    await screen.findByText(/没有重建成功（not-whole）/);
    journal.mostEntries = 3;
    await userEvent.click(act);
    await expect.poll(() => done).toEqual([3]);
  });

  it("is not offered by a window that lacks entries, which names the backup as the way on", async () => {
    const { services, rebuild, asked } = await lost();
    await services.db.log.delete(1);
    await renderWithServices(
      <RebuildDialog rebuild={rebuild} path="/desk" onClose={() => undefined} onDone={() => undefined} />,
      { services },
    );
    expect((await screen.findByRole("alert")).textContent).toContain("选“用备份恢复”");
    await userEvent.click(screen.getByRole("button", { name: "在这里重建" }));
    expect(asked).not.toContain("folder.rebuild");
  });
});
