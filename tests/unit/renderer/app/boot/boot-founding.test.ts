import { describe, expect, it } from "vitest";
import type { CallName, Host } from "#shared/host/contract.ts";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { registerPrefix } from "#shared/model/input/register-number.ts";
import { settleIn } from "../../../../../renderer/app/boot/boot-founding.ts";
import { OWN, openDesk } from "../../db/desk.ts";

const FOUNDING = {
  branch: "b1",
  staff: "s1",
  jurisdiction: "taiwan",
  library: "城东图书馆",
  branchName: "城东馆",
  branchCode: "城东",
  person: "陈雨桐",
} as const;

/** A desk whose settings outlive its page, as the host keeps them. */
async function desk(kept: DeviceSettings, stream = OWN) {
  const { db, writer, memory } = await openDesk();
  let settings = kept;
  let full = false;
  const host = (async (_name: CallName, change: DeviceSettings) => {
    if (full) return err({ tag: "disk-full", freeBytes: 0 });
    settings = { ...settings, ...change };
    return ok(settings);
  }) as Host; // the one call that is made
  return {
    db,
    memory,
    kept: () => settings,
    fill: (isFull: boolean) => (full = isFull),
    start: () => settleIn(settings, { db, host, writer, stream }),
  };
}

const commands = ({
  memory,
}: {
  readonly memory: { readonly entries: readonly { readonly command: string; readonly staff: string }[] };
}) => memory.entries.map(({ command, staff }) => [command, staff]);

describe("a library's first records", () => {
  it("are written at the first start, in the name of its first colleague, and asked for no more", async () => {
    const first = await desk({ founding: FOUNDING });
    expect(await first.start()).toEqual({ branch: "b1", staff: "s1", founding: null, deskLetter: "A", letterOf: OWN });
    expect(await first.start()).toEqual(first.kept());
    expect(commands(first)).toEqual([["library.first-run", "s1"]]);
    expect(await first.db.branch.toArray()).toMatchObject([{ id: "b1", name: "城东馆", code: "城东" }]);
    expect(await first.db.setting.get("setting-jurisdiction")).toMatchObject({ value: "taiwan" });
  });

  it("are written once where the disk was full behind them, and again where the journal did not take them", async () => {
    const full = await desk({ founding: FOUNDING });
    full.fill(true);
    expect(await full.start()).toMatchObject({ branch: "b1", staff: "s1" });
    full.fill(false);
    expect(await full.start()).toMatchObject({ branch: "b1", founding: null, deskLetter: "A" });
    expect(commands(full)).toHaveLength(1);

    const silent = await desk({ founding: FOUNDING });
    silent.memory.silent = true;
    expect(await silent.start()).toMatchObject({ branch: "b1", founding: FOUNDING });
    silent.memory.silent = false;
    await silent.start();
    // what waited for the journal follows by itself
    await expect.poll(() => commands(silent).length).toBe(1);
  });

  it("are not made by a desk that joins", async () => {
    const joined = await desk({ branchName: "城东馆", founding: null });
    await joined.start();
    expect(commands(joined)).toEqual([]);
  });
});

describe("the letter of a desk", () => {
  const prefix = ({ deskLetter }: DeviceSettings) => registerPrefix("城东", deskLetter, 2026);

  it("differs between desks of one branch that begin with one character, and have never heard of each other", async () => {
    const founder = await desk({ deskName: "一楼服务台", founding: FOUNDING });
    const joiners = [
      await desk({ deskName: "一楼儿童台" }, "0123456789abq7x2"),
      await desk({ deskName: "一楼还书台" }, "0123456789abk3mz"),
    ];
    const given = await Promise.all([founder, ...joiners].map(async ({ start }) => prefix(await start())));
    expect(given).toEqual(["城东-A-2026-", "城东-Q7X2-2026-", "城东-K3MZ-2026-"]);
  });

  it("stays as a person has set it, until the desk writes another stream", async () => {
    const set = await desk({ deskLetter: "B", letterOf: OWN });
    expect(await set.start()).toMatchObject({ deskLetter: "B" });
    const restored = await desk({ deskLetter: "B", letterOf: OWN }, "0123456789abk3mz");
    expect(await restored.start()).toMatchObject({ deskLetter: "K3MZ" });
  });
});
