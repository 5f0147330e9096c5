/** Lists whose columns nobody has looked at: from their row to the wizard, with the right file, and back again. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Route, Switch } from "wouter";
import type { Host } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { ImportProvider } from "../../../../renderer/features/import/import-provider.tsx";
import { ImportScreen } from "../../../../renderer/features/import/import-screen.tsx";
import { RefreshProvider } from "../../../../renderer/features/import/refresh/refresh-provider.tsx";
import { RefreshScreen } from "../../../../renderer/features/import/refresh/refresh-screen.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

type Files = Partial<Record<RefreshList, { readonly name: string; readonly text: string }>>;

const FILES: Files = {
  readers: { name: "borrowers.csv", text: "读者证号,姓名,手机\r\nR1,王芳,13900139000\r\nR2,李强,13800138000" },
  // neither of the two says what its rows are
  visits: { name: "gate.csv", text: "读者证号,时间\r\nR1,2026-10-01 09:00\r\nR2,2026-10-02 09:00" },
  loans: { name: "circulation.csv", text: "读者证号,日期,题名\r\nR1,2026-10-01,某书\r\nR2,2026-10-02,另一书" },
};

/** A desk at which each list has a file of its own; `away` may lose them. */
async function atLists(files: Files = FILES) {
  const names = Object.fromEntries(Object.entries(files).map(([list, { name }]) => [list, `/lists/${name}`]));
  const services = await createTestServices({ settings: { refreshPaths: names } });
  const away = new Set<RefreshList>();
  const host = (async (name: string, { list }: { readonly list: RefreshList }) => {
    const file = files[list];
    if (!name.startsWith("refresh.")) return services.host(name as never, { list } as never);
    if (file === undefined || away.has(list))
      return err({ tag: "place-away", path: names[list] ?? "", code: "ENOENT" });
    const bytes = new TextEncoder().encode(file.text);
    return name === "refresh.read"
      ? ok({ bytes })
      : ok({
          path: names[list],
          what: "file",
          files: [{ name: file.name, size: bytes.length, modifiedAt: 1000, still: true }],
        });
  }) as unknown as Host;
  const withHost = { ...services, host };
  const { worker } = workerInPage(withHost);
  const backups = { hasChanged: async () => false };
  const { history } = await renderWithServices(
    <div className="stage">
      <ScreenKeys>
        <ImportProvider>
          <RefreshProvider>
            <Switch>
              <Route path="/import" component={ImportScreen} />
              <Route path="/refresh" component={RefreshScreen} />
            </Switch>
          </RefreshProvider>
        </ImportProvider>
        <ToastDock />
      </ScreenKeys>
    </div>,
    { services: { ...withHost, worker: { ...worker, backups } as typeof worker }, path: "/refresh" },
  );
  const rowOf = (name: string): HTMLElement => screen.getByRole("row", { name: new RegExp(`^${name}`) });
  return {
    away,
    history,
    rowOf,
    services,
    async look() {
      await userEvent.click(await screen.findByRole("button", { name: /^查看不同/ }));
      await waitFor(() => expect(screen.getAllByText(/的列还没有人核对过/)).toHaveLength(Object.keys(files).length));
    },
    async openColumns(list: string) {
      const name = new RegExp(`^核对列的对应 ${list}`);
      await userEvent.click(await screen.findByRole("button", { name }));
    },
  };
}

it("opens that row's own file at the first click, whichever was looked at last, as the list that it is", async () => {
  const { look, openColumns, history } = await atLists();
  await look();
  await openColumns("到馆");
  await screen.findByText(/^gate\.csv · /);
  await userEvent.click(await screen.findByRole("button", { name: /^下一步/ }));
  expect((await screen.findByRole<HTMLSelectElement>("combobox", { name: /整份/ })).value).toBe("visit");
  history.navigate("/refresh");
  await openColumns("读者");
  await screen.findByText(/^borrowers\.csv · /);
  history.navigate("/refresh");
  await openColumns("借阅");
  await screen.findByText(/^circulation\.csv · /);
  await userEvent.click(await screen.findByRole("button", { name: /^下一步/ }));
  expect((await screen.findByRole<HTMLSelectElement>("combobox", { name: /整份/ })).value).toBe("loan");
});

it("says why where the file has gone meanwhile", async () => {
  const { look, openColumns, away, rowOf } = await atLists();
  await look();
  away.add("visits");
  await openColumns("到馆");
  await within(rowOf("到馆")).findByText(/\/lists\/gate\.csv 现在打不开（ENOENT）/);
});

it("leads back to the lists once it is imported, where the old sentence is gone", async () => {
  const { look, openColumns, rowOf } = await atLists();
  await look();
  await openColumns("读者");
  await userEvent.click(await screen.findByRole("button", { name: /^下一步/ }));
  await userEvent.click(await screen.findByRole("button", { name: /^下一步/ }));
  await userEvent.click(await screen.findByRole("button", { name: /^开始检查/ }));
  await screen.findByText("检查完了，还没有写入任何内容");
  await userEvent.click(screen.getByRole("button", { name: /^写入/ }));
  await userEvent.click(await screen.findByRole("button", { name: "回到从业务系统更新" }));
  expect(within(rowOf("读者")).queryByText(/还没有人核对过/)).toBeNull();
  expect(within(rowOf("到馆")).getByText(/还没有人核对过/)).toBeTruthy();
});

it("settles the columns of a list that brings nothing new, so that the next one goes by itself", async () => {
  const { look, openColumns, rowOf, services } = await atLists();
  await services.writer.run("test.rows", [
    create("reader", "r1", { name: "王芳", card: "R1", phones: ["13900139000"] }),
    create("reader", "r2", { name: "李强", card: "R2", phones: ["13800138000"] }),
  ]);
  await look();
  await openColumns("读者");
  await userEvent.click(await screen.findByRole("button", { name: /^下一步/ }));
  await userEvent.click(await screen.findByRole("button", { name: /^下一步/ }));
  await userEvent.click(await screen.findByRole("button", { name: /^开始检查/ }));
  await screen.findByText("检查完了，还没有写入任何内容");
  const settle = await screen.findByRole("button", { name: "没有要写入的，记住列的对应" });
  await waitFor(() => expect(document.activeElement).toBe(settle));
  await userEvent.keyboard("{Enter}");
  await userEvent.click(await screen.findByRole("button", { name: "回到从业务系统更新" }));
  expect(within(rowOf("读者")).queryByText(/还没有人核对过/)).toBeNull();
  await userEvent.click(await screen.findByRole("button", { name: /^查看不同/ }));
  await waitFor(() => expect(screen.getAllByText(/的列还没有人核对过/)).toHaveLength(2));
  expect(await services.db.reader.count()).toBe(2);
});

it("says of a file of other columns what its list needs, and opens it to have them mapped", async () => {
  const { openColumns, rowOf } = await atLists({ holds: { name: "预约.csv", text: "号码,什么时候\r\nR1,2026-10-01" } });
  await userEvent.click(await screen.findByRole("button", { name: /^查看不同/ }));
  await within(rowOf("预约")).findByText(/^\/lists\/预约.csv 按列名看不是这份名单。.*要有读者证号和日期/);
  await openColumns("预约");
  await screen.findByText(/^预约\.csv · /);
  await userEvent.click(await screen.findByRole("button", { name: /^下一步/ }));
  expect((await screen.findByRole<HTMLSelectElement>("combobox", { name: /整份/ })).value).toBe("hold");
});
