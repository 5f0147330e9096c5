import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { Route } from "wouter";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { Palette } from "../../../renderer/app/commands/palette.tsx";
import { create } from "../../../renderer/db/write/changes.ts";
import { PersonNames } from "../../../renderer/desk-services/person-name.tsx";
import { useReaderNames } from "../../../renderer/desk-services/use-reader-names.ts";
import { OpinionsScreen } from "../../../renderer/features/opinions/opinions-screen.tsx";
import { ReaderScreen } from "../../../renderer/features/readers/reader-screen.tsx";
import { HandsDialog } from "../../../renderer/features/readers/segments/hands-dialog.tsx";
import { TasksScreen } from "../../../renderer/features/tasks/tasks-screen.tsx";
import { createTestServices } from "../../support/desk-services.ts";
import { proofDraw } from "../../support/proof-scale.ts";
import { renderWithServices } from "../../support/render-with-services.tsx";
import { ScreenKeys } from "../../support/screen-keys.tsx";
import { workerInPage } from "../../support/worker-in-page.ts";
import { openDesk } from "../desk/open-desk.tsx";

const ARABIC = "يوسف الحداد";
const CARD = "009104178853";

const LIBRARY = [
  create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" }),
  create("staff", "chen", { name: "陈雨桐" }),
  create("reader", "yusuf", { name: ARABIC, card: CARD, owner: "chen", keepInTouchDays: 7, guardian: "wang" }),
  create("reader", "wang", { name: "王曉明", card: "009104178854" }),
  create("feedback", "water", {
    title: "饮水机",
    text: "晚上没有热水",
    type: "complaint",
    status: "registered",
    receivedAt: 300,
    reader: "yusuf",
  }),
  create("task", "call", { text: "回电话", due: "2026-11-20", assignee: "chen", promisedTo: "yusuf" }),
] as const;

/** The words of a name that stand in the page outside of any element that says how to draw and read them. */
function bareNames(): readonly string[] {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const bare: string[] = [];
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const text = node.textContent ?? "";
    const holder = node.parentElement?.closest("bdi");
    const wanted = /\p{Script=Arabic}/u.test(text) ? "und-Arab" : /王/.test(text) ? "zh-TW" : undefined;
    if (wanted !== undefined && (holder?.lang !== wanted || holder.dir !== "auto")) bare.push(text);
  }
  return bare;
}
const named = (): number => [...document.querySelectorAll("bdi")].filter((each) => each.lang === "und-Arab").length;

async function open(children: ReactNode, path: string): Promise<void> {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [...LIBRARY]);
  await renderWithServices(<ScreenKeys>{children}</ScreenKeys>, {
    services: { ...services, ...workerInPage(services) },
    path,
  });
}

/** In `npm test` two of them. */
const PLACES: readonly (readonly [name: string, run: () => Promise<void>])[] = [
  [
    "in the list of opinions, its right side and its paper",
    async () => {
      await open(<OpinionsScreen />, "/opinions");
      await screen.findByRole("link", { name: ARABIC });
      await waitFor(() => expect(named()).toBe(3));
      expect(bareNames()).toEqual([]);
    },
  ],
  [
    "in the list of tasks",
    async () => {
      await open(<TasksScreen />, "/tasks");
      await screen.findByRole("link", { name: ARABIC });
      expect(bareNames()).toEqual([]);
    },
  ],
  [
    "on her page, in the fields that name somebody, and in the dialogs that ask about her",
    async () => {
      await open(
        <Route path="/readers/:id">
          <ReaderScreen />
        </Route>,
        "/readers/yusuf",
      );
      await screen.findByRole("heading", { level: 1, name: ARABIC });
      await userEvent.click(screen.getByRole("tab", { name: /资料/ }));
      await screen.findByRole("button", { name: /监护人：王曉明/ });
      expect(bareNames()).toEqual([]);
      for (const [item, title] of [
        ["这条记录的历史…", /يوسف/],
        ["合并重复读者", /合并/],
        ["在所有电脑上清除…", /يوسف/],
      ] as const) {
        await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
        await userEvent.click(await screen.findByRole("menuitem", { name: new RegExp(item) }));
        await screen.findByRole("dialog", { name: title });
        // with who looked at her, which is read while the dialog stands
        if (item.startsWith("这条记录")) await screen.findByText(/谁查看过受保护字段/);
        await waitFor(() => expect(named()).toBeGreaterThan(1));
        expect(bareNames()).toEqual([]);
        await userEvent.keyboard("{Escape}");
        await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      }
    },
  ],
  [
    "where somebody is put into a group by hand",
    async () => {
      const hands = { pinned: ["yusuf"], excluded: ["wang"], pin: () => undefined, exclude: () => undefined };
      await open(<HandsDialog hands={hands as never} onClose={() => undefined} />, "/"); // the rest of it is not shown
      const pinned = within(await screen.findByRole("region", { name: "手动加入" }));
      await pinned.findByText(ARABIC);
      await userEvent.type(screen.getByRole("textbox"), CARD);
      await waitFor(() => expect(named()).toBe(2));
      expect(bareNames()).toEqual([]);
    },
  ],
  [
    "where the palette finds her",
    async () => {
      const found = [{ id: "yusuf", name: ARABIC, detail: CARD }];
      await open(
        <Palette
          open
          commands={[]}
          places={[]}
          ofScreen={0}
          colleagues={{ all: [], match: () => ({ exact: [], others: [] }) }}
          readLabels={async () => []}
          searchReaders={async () => found}
          onReader={() => {}}
          onClose={() => {}}
        />,
        "/",
      );
      await userEvent.type(screen.getByRole("combobox"), CARD);
      await screen.findByRole("option", { name: new RegExp(ARABIC) });
      expect([named(), bareNames()]).toEqual([1, []]);
    },
  ],
  [
    "at the desk: in the lists of the day, in the strip of who was served, and whose the next entry is",
    async () => {
      const desk = await openDesk({
        settings: { staff: "chen" },
        prepare: async ({ writer }) => void (await writer.run("test", [...LIBRARY])),
      });
      await waitFor(() => expect(named()).toBeGreaterThan(1));
      expect(bareNames()).toEqual([]);
      await userEvent.type(desk.box, `${CARD}{Enter}`);
      await waitFor(() => expect(document.querySelector("#whose bdi")?.getAttribute("lang")).toBe("und-Arab"));
      expect(document.querySelector(".queue bdi")?.getAttribute("lang")).toBe("und-Arab");
      expect(bareNames()).toEqual([]);
    },
  ],
];

it.each(proofDraw(PLACES, { count: 2 }))("calls a reader in her own script and direction %s", async (_, run) => run());

const Names = ({ of }: { readonly of: readonly string[] }) => [...useReaderNames(of).values()].join("+");

it("leaves no row empty of a reader whose name nobody has filled in", async () => {
  const services = await createTestServices();
  await services.writer.run("test", [create("reader", "r", { card: "001" }), create("reader", "s", { name: "王芳" })]);
  const { container } = await renderWithServices(
    <p>
      <PersonNames names={["", "王芳"]} />
      <Names of={["r", "s"]} />
    </p>,
    { services },
  );
  await waitFor(() => expect(container.textContent).toBe("未填姓名和王芳未填姓名+王芳"));
});
