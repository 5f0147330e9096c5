import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { RefreshProvider } from "../../../../renderer/features/import/refresh/refresh-provider.tsx";
import { RefreshScreen } from "../../../../renderer/features/import/refresh/refresh-screen.tsx";
import { RefreshStatus } from "../../../../renderer/features/import/refresh/refresh-status.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";
import { press } from "../../desk/keys.ts";

const HEAD = "读者证号,姓名,手机";
const readers = (count: number): string =>
  [HEAD, ...Array.from({ length: count }, (_, no) => `R${100 + no},读者${no},${13_800_000_000 + no}`)].join("\r\n");

interface ListHere {
  text: string;
  modifiedAt: number;
  still: boolean;
}

/** A desk whose list of readers was imported by the wizard once, and whose host has one file for it. */
async function deskWithList(settings: DeviceSettings = {}) {
  const services = await createTestServices({ settings: { refreshPaths: { readers: "/lists" }, ...settings } });
  const list: ListHere = { text: readers(40), modifiedAt: 1000, still: true };
  /** Answers of `refresh.next`, one after the other. */
  const due: ((lists: readonly "readers"[]) => void)[] = [];
  const bytes = (): Uint8Array<ArrayBuffer> => new TextEncoder().encode(list.text);
  const host = (async (name: string, args: { readonly path?: string }) => {
    if (name === "refresh.look") {
      const { modifiedAt, still } = list;
      return ok({
        path: "/lists",
        what: "folder",
        files: [{ name: "读者(3).csv", size: bytes().length, modifiedAt, still }],
      });
    }
    if (name === "refresh.read") return ok({ bytes: bytes() });
    if (name === "refresh.next") return new Promise((resolve) => due.push((lists) => resolve(ok({ lists, asked: 0 }))));
    if (name === "refresh.choose")
      return args.path === "/none"
        ? err({ tag: "place-away", path: "/none", code: "ENOENT" })
        : ok({ path: args.path, paths: { readers: "/lists", loans: args.path } });
    if (name === "refresh.forget") return ok({ paths: {} });
    return services.host(name as never, args as never);
  }) as unknown as Host;
  const withHost = { ...services, host };
  const { worker } = workerInPage(withHost);
  const { imports } = worker;
  const quiet = (): void => undefined;
  const opened = await imports.open(new File([list.text], "读者.csv"), quiet);
  if (!opened.ok) throw new Error(opened.error.tag);
  await imports.plan(opened.value.mapping, { ...opened.value.rules, onMatch: "overwrite" }, quiet);
  await imports.write({ staff: "staff-1", desk: null }, quiet);
  return { services: { ...withHost, worker }, list, due };
}

const render = (given: Awaited<ReturnType<typeof deskWithList>>["services"], byItself = false) =>
  renderWithServices(
    <div className="stage">
      <ScreenKeys>
        <RefreshProvider byItself={byItself}>
          {!byItself && <RefreshScreen />}
          <RefreshStatus />
        </RefreshProvider>
        <ToastDock />
      </ScreenKeys>
    </div>,
    { services: given },
  );

/** The button has the keyboard. */
const inHand = async (name: RegExp): Promise<void> => {
  const button = await screen.findByRole("button", { name });
  await waitFor(() => expect(document.activeElement).toBe(button));
};

describe("the refresh", () => {
  it("shows what a list would change at the first key, takes it at the second, and takes it back", async () => {
    const { services, list } = await deskWithList();
    const { db } = services;
    await render(services);
    await screen.findByText("还没有更新过");
    expect(await findAxeFaults(document.body)).toEqual([]);
    list.text = `${readers(40).replace("13800000000", "13999999999")}\r\nR900,新来的,13711112222`;
    // the second in haste stops nothing, and takes nothing that nobody has seen
    await userEvent.keyboard("{Enter}{Enter}");
    expect((await screen.findByRole("row", { name: /读者0/ })).querySelector("ins")?.textContent).toMatch(/9999$/);
    expect(screen.getByRole("button", { name: /^1 ?更新/ })).toBeTruthy();
    expect(screen.getByRole("button", { name: /^1 ?新增/ })).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
    expect(await db.reader.count()).toBe(40);
    await inHand(/^更新 2 条/);
    await userEvent.keyboard("{Enter}");
    await screen.findByText("读者(3).csv 已更新：新增 1，更新 1");
    expect((await db.reader.where("card").equals("R900").first())?.name).toBe("新来的");
    await userEvent.click(screen.getByRole("button", { name: /撤销本次导入/ }));
    await userEvent.click(await screen.findByRole("button", { name: "撤销导入" }));
    await screen.findByText("导入已撤销");
    await screen.findByText("读者(3).csv 的更新已经撤销");
    expect(screen.queryByRole("button", { name: /撤销本次导入/ })).toBeNull();
    expect((await db.reader.where("card").equals("R900").first())?.gone).toBe(1);
  });

  it("opens at its head where the window is low, with Enter at its first key all the same", async () => {
    const { services } = await deskWithList();
    const low = { blockSize: 160, overflow: "auto" };
    await renderWithServices(
      <div data-testid="low" style={low}>
        <RefreshProvider byItself={false}>
          <RefreshScreen />
        </RefreshProvider>
      </div>,
      { services },
    );
    const look = await screen.findByRole("button", { name: /^查看不同/ });
    await waitFor(() => expect(document.activeElement).toBe(look));
    const holder = screen.getByTestId("low");
    expect(look.getBoundingClientRect().top).toBeGreaterThan(holder.getBoundingClientRect().bottom);
    for (let element: Element | null = look; element !== null; element = element.parentElement)
      expect(element.scrollTop).toBe(0);
  });

  it("asks about a list that became shorter, names who is missing, and takes nothing before each point is ticked", async () => {
    const { services, list } = await deskWithList();
    await render(services);
    await userEvent.keyboard("{Enter}");
    await inHand(/没有要写入的，知道了/);
    await userEvent.keyboard("{Enter}");
    await screen.findByText("读者(3).csv 看过了，没有要写入的");
    Object.assign(list, { text: readers(37), modifiedAt: 900 });
    await userEvent.keyboard("{Enter}");
    const shorter = await screen.findByRole("checkbox", { name: /上次有 40 行，这次只有 37 行，少了 7.5%/ });
    const take = screen.getByRole("button", { name: /没有要写入的，知道了/ });
    expect(take.getAttribute("aria-disabled") ?? take.hasAttribute("disabled")).toBeTruthy();
    expect(screen.getByRole("heading", { name: /名单里没有的读者 3 位/ })).toBeTruthy();
    expect(screen.getByText("R139")).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
    expect(document.activeElement).toBe(shorter);
    await userEvent.click(shorter);
    await userEvent.click(take);
    expect(screen.getByRole("checkbox", { name: /比上次更新的.*还早/ })).toBeTruthy();
    await userEvent.click(screen.getByRole("checkbox", { name: /比上次更新的.*还早/ }));
    // the key on the button holds while a tick has the focus
    await press("Enter", "Enter");
    await screen.findByText("读者(3).csv 看过了，没有要写入的");
    expect((await services.db.reader.toArray()).filter(({ gone }) => gone !== 1)).toHaveLength(40);
  });

  it("waits for nobody in the status bar once a list that asks is read no more", async () => {
    const { services, list } = await deskWithList();
    await render(services);
    await userEvent.keyboard("{Enter}");
    await inHand(/没有要写入的，知道了/);
    await userEvent.keyboard("{Enter}");
    await screen.findByText("读者(3).csv 看过了，没有要写入的");
    Object.assign(list, { text: readers(30), modifiedAt: 2000 });
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("checkbox", { name: /名单真的变短了吗/ });
    await userEvent.keyboard("{Escape}");
    await screen.findByRole("button", { name: "读者没有更新：文件有疑问，要先核对" });
    (await screen.findByRole("button", { name: "不再读取 读者" })).focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("button", { name: /没有更新/ })).toBeNull());
    expect(screen.queryByText(/没有更新：有 1 处/)).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "指定… 读者" })));
  });

  it("says of a place that cannot be reached why, and keeps the one that can", async () => {
    const { services } = await deskWithList();
    await render(services);
    await userEvent.click(screen.getByRole("button", { name: "指定… 借阅" }));
    await write(await screen.findByRole("textbox", { name: "文件或文件夹的位置" }), "/none{Enter}");
    await screen.findByText(/\/none 现在打不开（ENOENT）/);
    await userEvent.clear(screen.getByRole("textbox"));
    await write(screen.getByRole("textbox"), "/loans{Enter}");
    await screen.findByRole("cell", { name: "/loans" });
    // what stands in the foot is true: Enter looks
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: /^查看不同/ })));
    await userEvent.click(screen.getByRole("button", { name: "改换… 借阅" }));
    await screen.findByRole("textbox", { name: "文件或文件夹的位置" });
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "改换… 借阅" })));
  });
});

describe("a refresh that goes by itself", () => {
  it("takes what has changed and says so in one line, and only asks where something looks wrong", async () => {
    const { services, list, due } = await deskWithList({ refreshByItself: true });
    await render(services, true);
    list.text = readers(42);
    await waitFor(() => expect(due).toHaveLength(1));
    due[0]?.(["readers"]);
    await screen.findAllByText("读者已从业务系统更新");
    expect(screen.getAllByText("新增 2，更新 0").length).toBeTruthy();
    expect(screen.queryByRole("button", { name: /没有更新/ })).toBeNull();
    Object.assign(list, { text: readers(30), modifiedAt: 2000 });
    await waitFor(() => expect(due).toHaveLength(2));
    due[1]?.(["readers"]);
    await screen.findAllByText("读者没有更新：文件有疑问，要先核对");
    // the next act takes the toast away: where it waits stays in the status bar
    expect(screen.getByRole("button", { name: "读者没有更新：文件有疑问，要先核对" })).toBeTruthy();
    expect((await services.db.reader.toArray()).filter(({ gone }) => gone !== 1)).toHaveLength(42);
  });
});
