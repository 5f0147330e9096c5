import { act, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { BackupEntry, BackupOwner } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { RestoreFirst } from "../../../../renderer/features/first-run/restore-step.tsx";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { write } from "../../../support/write.ts";

const sealed = (id: string, at: number | null, state: BackupEntry["state"] = "sealed"): BackupEntry => ({
  id,
  at,
  bytes: 2_800_000,
  state,
  own: false,
  device: null,
  note: null,
  damaged: null,
});

interface Found {
  readonly here?: readonly BackupEntry[];
  readonly shown?: Readonly<Record<string, readonly BackupEntry[]>>;
  /** When the host answers what its own folder holds. */
  readonly answered?: Promise<void>;
  readonly isAway?: boolean;
  /** What the code tells. */
  readonly owners?: readonly BackupOwner[];
}

const CODE = "abcdefghjkmnpqrstvwxyz0123";

async function openStep({
  here = [],
  shown = {},
  answered = Promise.resolve(),
  isAway = false,
  owners = [],
}: Found = {}) {
  const restored: unknown[] = [];
  const looked: string[] = [];
  const asked: string[] = [];
  // the calls that the step makes
  const host = (async (name: string, { path, code }: { path?: string; code?: string }) => {
    if (isAway) return err({ tag: "host-away" });
    if (name === "backup.owners") {
      asked.push(code ?? "");
      return ok(code === CODE ? owners : []);
    }
    if (name === "backup.list") {
      await answered;
      return ok({ path: "/data/backups", backups: here });
    }
    const backups = shown[path ?? ""];
    return backups === undefined ? err({ tag: "no-folder" }) : ok({ path, backups });
  }) as unknown as Host;
  const onRestore = async (...given: readonly unknown[]): Promise<void> => void restored.push(given);
  await renderWithServices(
    <main>
      <RestoreFirst
        error={null}
        host={host}
        canAsk={false}
        onBack={() => undefined}
        onLook={() => looked.push("looked")}
        onRestore={onRestore}
      />
    </main>,
  );
  return { restored, looked, asked };
}

const choices = (): readonly string[] =>
  screen
    .queryAllByRole("radio")
    .map((radio) => `${radio.closest("label")?.textContent ?? ""}${(radio as HTMLInputElement).checked ? " *" : ""}`);

describe("restoring in the first minutes", () => {
  it("says of a program that does not answer that what was filled in is still here", async () => {
    await openStep({ isAway: true });
    const folder = screen.getByRole("textbox", { name: "备份所在的文件夹" });
    await write(folder, "/stick{Enter}");
    expect(await screen.findByText(/^这个页面背后的程序没有应答，不知道这一步做成了没有/)).toBeTruthy();
    expect((folder as HTMLInputElement).value).toBe("/stick");
  });

  it("tells apart whose backups they are: by their number, and by name and branch once the code is typed", async () => {
    const ofDesk = (day: number, mark: string): BackupEntry =>
      sealed(`202611${day}-090000-${mark.padEnd(16, "0")}`, new Date(2026, 10, day, 9).getTime());
    const here = [ofDesk(24, "abcd"), ofDesk(23, "efgh"), ofDesk(22, "abcd")];
    const owner = ({ id }: BackupEntry, device: string): BackupOwner => ({ id, device, branch: "城东馆" });
    const [first, second, third] = here as [BackupEntry, BackupEntry, BackupEntry];
    const { asked } = await openStep({
      here,
      owners: [owner(first, "一楼服务台"), owner(second, "儿童馆-2"), owner(third, "一楼服务台")],
    });
    await screen.findAllByRole("radio");
    expect(choices().map((line) => line.split(" · ")[1])).toEqual(["电脑 ABCD", "电脑 EFGH", "电脑 ABCD"]);
    expect(screen.getByText(/^这里有几台电脑的备份/)).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
    // as it is printed
    await write(screen.getByRole("textbox", { name: "加入码" }), "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-23");
    await waitFor(() =>
      expect(choices().map((line) => line.split(" · ")[1])).toEqual([
        "一楼服务台（城东馆）",
        "儿童馆-2（城东馆）",
        "一楼服务台（城东馆）",
      ]),
    );
    expect(screen.queryByText(/^这里有几台电脑的备份/)).toBeNull();
    expect(asked).toEqual([CODE]);
  });

  it("offers what the data folder has kept, the newest first, and is without a fault that axe can find", async () => {
    const { restored } = await openStep({
      here: [
        sealed("b2", new Date(2026, 10, 24, 9).getTime()),
        sealed("b1", new Date(2026, 10, 23, 9).getTime()),
        sealed("torn", new Date(2026, 10, 25, 9).getTime(), "unfinished"),
      ],
    });
    await screen.findAllByRole("radio");
    expect(choices()).toEqual([expect.stringMatching(/ · 2.8 MB \*$/), expect.stringMatching(/ · 2.8 MB$/)]);
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.click(screen.getAllByRole("radio")[1] as HTMLElement);
    await userEvent.click(screen.getByRole("button", { name: "恢复" }));
    expect(await screen.findByText("请填写此项")).toBeTruthy();
    expect(restored).toEqual([]);
    await write(screen.getByRole("textbox", { name: "加入码" }), "ABCD{Enter}");
    expect(restored).toEqual([[{ place: "here", id: "b1" }, "ABCD"]]);
  });

  it("looks into a folder that a person points to, and says when there is nothing", async () => {
    const { restored, looked } = await openStep({ shown: { "/stick": [sealed("备份 周二", null)], "/empty": [] } });
    const folder = screen.getByRole("textbox", { name: "备份所在的文件夹" });
    await write(folder, "/nowhere{Enter}");
    expect(await screen.findByText(/找不到此文件夹/)).toBeTruthy();
    // looking is not finishing
    expect(screen.queryByText("请填写此项")).toBeNull();
    await userEvent.clear(folder);
    await write(folder, "/empty{Enter}");
    expect(await screen.findByText(/这个文件夹里没有备份/)).toBeTruthy();
    await userEvent.clear(folder);
    await write(folder, "/stick");
    await userEvent.click(screen.getByRole("button", { name: "查找" }));
    expect(await screen.findByRole("radio", { name: /备份 周二/ })).toBeTruthy();
    await write(screen.getByRole("textbox", { name: "加入码" }), "ABCD{Enter}");
    expect(restored).toEqual([[{ place: "shown", id: "备份 周二" }, "ABCD"]]);
    expect(looked).toHaveLength(3);
  });

  it("keeps the folder that a person points to when its own one answers later", async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await openStep({
      here: [sealed("own", new Date(2026, 10, 24, 9).getTime())],
      shown: { "/stick": [sealed("备份 周二", null)] },
      answered,
    });
    await write(screen.getByRole("textbox", { name: "备份所在的文件夹" }), "/stick");
    await userEvent.click(screen.getByRole("button", { name: "查找" }));
    await screen.findByRole("radio", { name: /备份 周二/ });
    await act(async () => answer());
    expect(choices()).toEqual([expect.stringMatching(/备份 周二.* \*$/)]);
  });
});
