/**
 * Single keys act on lists, and a scanner types single keys: a card scanned over a list does nothing to it, a
 * person's key acts after the silence of a scanner. The silence passes when the test says so. Over each list `npm test`
 * scans a card at one of the two speeds, both drawn, a proof all of them. It takes long, as there are nine lists, and
 * the desk beside each.
 */
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { describe, expect, test } from "vitest";
import { Route, Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { DEFAULT_SCANNER } from "#shared/model/input/scan-burst.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import { DayLogScreen } from "../../../renderer/features/day-log/day-log-screen.tsx";
import { OpinionsScreen } from "../../../renderer/features/opinions/opinions-screen.tsx";
import { CareScreen } from "../../../renderer/features/readers/care/care-screen.tsx";
import { DuplicatesScreen } from "../../../renderer/features/readers/duplicates/duplicates-screen.tsx";
import { ReadersScreen } from "../../../renderer/features/readers/readers-screen.tsx";
import { SegmentScreen } from "../../../renderer/features/readers/segments/segment-screen.tsx";
import { ConflictInbox } from "../../../renderer/features/sync/conflicts/conflict-inbox.tsx";
import { TasksScreen } from "../../../renderer/features/tasks/tasks-screen.tsx";
import { Dialog } from "../../../renderer/ui/dialogs/dialog.tsx";
import type { TestServices } from "../../support/desk-services.ts";
import { proofDraw } from "../../support/proof-scale.ts";
import { ScreenKeys } from "../../support/screen-keys.tsx";
import { writtenElsewhere } from "../sync/open-sync.tsx";
import { createSilence, press, scan } from "./keys.ts";
import { KeyList, LI_CARD, openDesk, ZHANG } from "./open-desk.tsx";

/** Beginning with figures that choose, and with letters that are keys of lists. */
const CARDS = [
  "1021041788",
  "2021041788",
  "3021041788",
  "E021041788",
  "X021041788",
  "H021041788",
  "C02104NA88",
  "J0210417EK",
  "A021041S88",
  "N021041788",
  "T021041788",
  "L021041788",
];

/** At one gap other ones than at the other. */
const scannedAt = (gapMs: 5 | 25): readonly string[] => proofDraw(CARDS, { place: gapMs === 5 ? 0 : 3 });

const SEGMENT = "looked-after";

async function fill(services: TestServices): Promise<void> {
  await services.writer.run("test.rows", [
    ...CARDS.map((card, index) => create("reader", `holder-${index}`, { name: `持证人${index}`, card })),
    edit("reader", ZHANG, { owner: "s1", keepInTouchDays: 30 }),
    create("reader", "other", { name: "王芳", owner: "s1", keepInTouchDays: 30 }),
    ...["订大字本", "换灯管", "寄校刊"].map((text, index) =>
      create("task", `task-${index}`, { text, assignee: "s1", ...(index === 0 && { due: "2026-11-25" }) }),
    ),
    ...["停水", "太吵", "太暗"].map((title, index) =>
      create("feedback", `opinion-${index}`, {
        title,
        text: title,
        type: "complaint",
        status: "registered",
        receivedAt: 300 - index,
        channel: "desk",
      }),
    ),
    ...["问讯台在哪", "找书", "复印"].map((question, index) =>
      create("interaction", `log-${index}`, {
        at: services.clock.now() - index * 60_000,
        purpose: "find",
        channel: "desk",
        question,
      }),
    ),
    // two pairs that may be one person each
    ...["欧阳静", "赵启明"].flatMap((name, index) =>
      ["left", "right"].map((side) =>
        create("reader", `${side}-${index}`, { name, birthDate: `199${index}-01-01`, phones: [`1370000000${index}`] }),
      ),
    ),
    create("segment", SEGMENT, {
      name: "有同事负责的",
      rule: { match: "all", groups: [{ match: "all", conditions: [{ field: "owner", is: "known" }] }] },
    }),
  ]);
  await services.writer.run("test.edit", [edit("reader", "other", { unit: "三年级", note: "常来" })]);
  await writtenElsewhere(services, [{ kind: "reader", id: "other", cells: { unit: "四年级", note: "少来" } }]);
}

interface List {
  readonly screen: ReactNode;
  readonly find: () => Promise<HTMLElement>;
  /** Where the focus stands in it; by default the list itself, which has one of its rows active. */
  readonly focusable?: string;
  /** What the rows say once they are read, where nothing stands in their place before. */
  readonly says?: string;
  /** Shown beside the card of whoever is served. */
  readonly besideCard?: true | undefined;
}
const TASKS: List = { screen: <TasksScreen />, find: () => screen.findByRole("grid", { name: "待办与承诺" }) };
const INBOX: List = { screen: <OpinionsScreen />, find: () => screen.findByRole("listbox", { name: "意见列表" }) };
const READERS: List = { screen: <ReadersScreen />, find: () => screen.findByRole("grid", { name: "读者" }) };

const CARE: List = {
  screen: <CareScreen />,
  find: () => screen.findByRole("grid", { name: "有责任馆员的读者" }),
  says: "王芳",
};
const DAY_LOG: List = { screen: <DayLogScreen />, find: () => screen.findByRole("grid", { name: "登记的记录" }) };
const DUPLICATES: List = {
  screen: <DuplicatesScreen />,
  find: () => screen.findByRole("listbox", { name: "疑似重复的读者" }),
};
/** The readers of one group; it is a place of its own beside the desk's. */
const SEGMENT_ROWS: List = {
  screen: (
    <Router hook={memoryLocation({ path: `/readers/segments/${SEGMENT}` }).hook}>
      <Route path="/readers/segments/:id" component={SegmentScreen} />
    </Router>
  ),
  find: () => screen.findByRole("grid", { name: "读者群" }),
  says: "王芳",
};

/** Part of the desk itself, drawn once it has nothing better to do. */
const CONTACTS: List = {
  screen: null,
  find: () => screen.findByRole("region", { name: /^今天联系/ }),
  focusable: ".link-line",
  besideCard: true,
};
/** The same readers in the centre, while nobody is served: the card that is scanned takes its place. */
const TODAY: List = { ...CONTACTS, focusable: "[data-opens]", besideCard: undefined };
const CONFLICTS: List = {
  screen: <ConflictInbox nameOf={() => "儿童馆"} />,
  find: () => screen.findByRole("main", { name: /^待处理/ }),
  focusable: "fieldset[data-current] input:checked",
};

async function openOver(list: List) {
  const silence = createSilence();
  const opened = await openDesk({
    quiet: silence.quiet,
    prepare: fill,
    extra: (
      <ScreenKeys>
        <div style={{ display: "grid", height: 500 }}>{list.screen}</div>
      </ScreenKeys>
    ),
  });
  if (list.besideCard) {
    await scan(LI_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
  }
  const place = await list.find();
  const { focusable } = list;
  await waitFor(() => expect(place.querySelector(focusable ?? "[data-active]")).not.toBeNull());
  const focus = (): void => (focusable === undefined ? place : place.querySelector<HTMLElement>(focusable))?.focus();
  return { ...opened, silence, place, focus };
}

/** What a key of the list would change: its rows, marks and choices, its place, and what opens over it. */
const look = (place: HTMLElement): unknown => [
  [...place.querySelectorAll("li, legend, [data-active], [aria-selected='true']")].map(
    ({ textContent }) => textContent,
  ),
  [...place.querySelectorAll<HTMLInputElement>("input")].map(({ checked }) => checked),
  place.getAttribute("aria-activedescendant"),
  document.querySelectorAll('[role="dialog"]:not([hidden])').length,
];

const LISTS = [
  ["tasks", TASKS],
  ["opinions", INBOX],
  ["readers", READERS],
  ["contacts", CONTACTS],
  ["conflicts", CONFLICTS],
  ["the day log", DAY_LOG],
  ["duplicates", DUPLICATES],
  ["a group's readers", SEGMENT_ROWS],
  ["whom colleagues look after", CARE],
] as const;

describe.each(proofDraw(LISTS, { count: 4 }))("over the list of %s", (name, list) => {
  test.each(proofDraw([5, 25] as const, { place: name.length }))(
    "cards scanned with %i ms between keys open their readers and do nothing else",
    async (gapMs) => {
      const { place, focus, services, silence } = await openOver(list);
      const stands = (): unknown => [look(place), document.activeElement?.textContent];
      focus();
      const first = stands();
      await press("ArrowDown", "ArrowDown");
      // moved, and the rows are read
      await waitFor(() => {
        expect(stands()).not.toEqual(first);
        expect(place.textContent).not.toContain("…");
        expect(place.textContent).toContain(list.says ?? "");
      });
      const before = look(place);
      const at = document.activeElement;
      const written = services.testHost.entries.length;
      for (const [index, card] of CARDS.entries()) {
        if (!scannedAt(gapMs).includes(card)) continue;
        if (at instanceof HTMLElement) at.focus();
        expect(place.contains(document.activeElement)).toBe(true);
        await scan(card, gapMs);
        await screen.findByRole("heading", { level: 1, name: new RegExp(`持证人${index}`) });
        // a row in focus may say more than others
        if (at instanceof HTMLElement && at.isConnected) at.focus();
        await waitFor(() => expect([card, silence.isWaiting(), look(place)]).toEqual([card, false, before]));
      }
      expect(services.testHost.entries.length).toBe(written);
    },
  );
});

describe("over Today", () => {
  test.each(proofDraw([5, 25] as const))(
    "cards scanned with %i ms between keys take its place with their readers and do nothing else",
    async (gapMs) => {
      const { place, focus, services, silence } = await openOver(TODAY);
      await screen.findByRole("checkbox", { name: "完成：订大字本" });
      const look = (today: HTMLElement): unknown => [today.textContent, services.testHost.entries.length];
      const before = look(place);
      focus();
      for (const [index, card] of CARDS.entries()) {
        if (!scannedAt(gapMs).includes(card)) continue;
        const list = await TODAY.find();
        list.querySelector<HTMLElement>("[data-opens]")?.focus();
        expect(list.contains(document.activeElement)).toBe(true);
        await scan(card, gapMs);
        await screen.findByRole("heading", { level: 1, name: new RegExp(`持证人${index}`) });
        expect([card, silence.isWaiting()]).toEqual([card, false]);
        await press("Escape", "Escape");
        expect(look(await TODAY.find())).toEqual(before);
        expect(document.querySelector("[data-standing]")).toBeNull();
      }
    },
  );
});

function OpensDialog({ onKey }: { readonly onKey: (key: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <KeyList
        onKey={(key) => {
          onKey(key);
          setOpen(true);
        }}
      />
      <Dialog open={open} onClose={() => setOpen(false)} title="修改" closeLabel="关闭">
        <p>内容</p>
      </Dialog>
    </>
  );
}

describe("a person's single key", () => {
  test("acts after one gap of a scanner and not before", async () => {
    const { place, silence } = await openOver(TASKS);
    place.focus();
    await press("a", "KeyA");
    expect([silence.asked, screen.queryByRole("dialog")]).toEqual([[DEFAULT_SCANNER.gapMs], null]);
    silence.pass();
    await screen.findByRole("dialog");
  });

  test("and another close behind it act in their order, each upon what the one before has left", async () => {
    const { place, silence } = await openOver(INBOX);
    place.focus();
    const at = Date.now();
    await press("j", "KeyJ", { at });
    await press("j", "KeyJ", { at: at + 50 });
    await press("k", "KeyK", { at: at + 90 });
    expect(place.querySelector("[data-active]")?.textContent).toContain("停水");
    silence.pass();
    await waitFor(() => expect(place.querySelector("[data-active]")?.textContent).toContain("太吵"));
  });

  test("comes before the named key that follows at once", async () => {
    const { place, silence } = await openOver(INBOX);
    place.focus();
    await press("j", "KeyJ");
    await press("ArrowDown", "ArrowDown");
    await waitFor(() => expect(place.querySelector("[data-active]")?.textContent).toContain("太暗"));
    expect(silence.isWaiting()).toBe(false);
  });

  test("acts where it was pressed, though something else has taken the focus before the silence was over", async () => {
    const { place, box, silence } = await openOver(TASKS);
    place.focus();
    await press("a", "KeyA");
    box.focus();
    silence.pass();
    await screen.findByRole("dialog");
    expect(box.value).toBe("");
  });

  test("close behind one that has opened a dialog is not heard under it", async () => {
    const silence = createSilence();
    const heard: string[] = [];
    await openDesk({ quiet: silence.quiet, extra: <OpensDialog onKey={(key) => heard.push(key)} /> });
    screen.getByRole("listbox", { name: "清单" }).focus();
    const at = Date.now();
    await press("e", "KeyE", { at });
    await press("a", "KeyA", { at: at + 50 });
    silence.pass();
    await screen.findByRole("dialog");
    expect(heard).toEqual(["e"]);
  });

  test("chooses in a closed list of choices as the browser would", async () => {
    const silence = createSilence();
    await openDesk({
      quiet: silence.quiet,
      extra: (
        <select aria-label="字号">
          <option>12</option>
          <option>14</option>
          <option>20</option>
        </select>
      ),
    });
    const choice = screen.getByRole<HTMLSelectElement>("combobox", { name: "字号" });
    choice.focus();
    await press("2", "Digit2");
    silence.pass();
    expect(choice.value).toBe("20");
    await scan("1021041788", 5);
    await screen.findByText(/没有读者用/);
    expect(choice.value).toBe("20");
  });

  test("is not kept from the page in a field", async () => {
    const { box, silence } = await openOver(TASKS);
    box.focus();
    await press("1", "Digit1");
    expect([box.value, silence.isWaiting()]).toEqual(["1", false]);
  });
});

test("a scan that has lost its end opens nobody, and its keys are none of the list's", async () => {
  const { place, silence } = await openOver(TASKS);
  place.focus();
  // the rows name their colleagues once these are read
  await waitFor(() => expect(place.textContent).toContain("陈雨桐"));
  const before = look(place);
  const at = Date.now();
  for (const [index, char] of [..."E0210"].entries())
    await press(char, char === "E" ? "KeyE" : `Digit${char}`, { at: at + index * 5 });
  silence.pass();
  expect(look(place)).toEqual(before);
  // whoever is at the keys then is heard
  fireEvent.keyDown(place, { key: "ArrowDown", code: "ArrowDown" });
  await waitFor(() => expect(look(place)).not.toEqual(before));
});
