import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactElement } from "react";
import { expect, it } from "vitest";
import { createStore, type StoreApi, useStore } from "zustand";
import { concentrationOf } from "#shared/analysis/concentration.ts";
import { coverageOf } from "#shared/analysis/coverage.ts";
import { LIFE_STATES } from "#shared/analysis/life/life-state.ts";
import { addDays } from "#shared/kernel/day.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { AttentionTile } from "../../../../renderer/features/statistics/attention-tile.tsx";
import { FiveSteps } from "../../../../renderer/features/statistics/five-steps.tsx";
import { AwayTile } from "../../../../renderer/features/statistics/keep-page/away-tile.tsx";
import { ContactsTile } from "../../../../renderer/features/statistics/keep-page/contacts-tile.tsx";
import { LeavingTile } from "../../../../renderer/features/statistics/keep-page/leaving-tile.tsx";
import { LifeTile } from "../../../../renderer/features/statistics/life-tile.tsx";
import { LorenzTile } from "../../../../renderer/features/statistics/lorenz-tile.tsx";
import { CohortTile } from "../../../../renderer/features/statistics/readers-page/cohort-tile.tsx";
import { CoverageTile } from "../../../../renderer/features/statistics/readers-page/coverage-tile.tsx";
import { MoversTile } from "../../../../renderer/features/statistics/readers-page/movers-tile.tsx";
import { ParticipationTile } from "../../../../renderer/features/statistics/readers-page/participation-tile.tsx";
import { PathTile } from "../../../../renderer/features/statistics/readers-page/path-tile.tsx";
import { TrendTile } from "../../../../renderer/features/statistics/readers-page/trend-tile.tsx";
import { ValueTile } from "../../../../renderer/features/statistics/readers-page/value-tile.tsx";
import { ToldByNames } from "../../../../renderer/features/statistics/told.tsx";
import { TOLD } from "../../../../renderer/platform/worker/counted-sets.ts";
import {
  CONTACT_DAYS,
  CONTACT_GROUPS,
  type ContactDays,
  type KeepFigures,
} from "../../../../renderer/platform/worker/keep-page-api.ts";
import type { Overview, StatisticsApi } from "../../../../renderer/platform/worker/statistics-api.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

const quiet = (): void => undefined;
/** What may leave the house. */
const telling = (names: readonly string[], tile: ReactElement): ReactElement => (
  <ToldByNames names={new Set(names)}>{tile}</ToldByNames>
);
interface Decided {
  readonly names: readonly string[];
}
const Deciding = ({ decided }: { decided: StoreApi<Decided> }): ReactElement =>
  telling(
    useStore(decided).names,
    <LeavingTile leftByMonth={[]} leaving={[{ reason: "moved", now: 9, before: 9 }]} onOpen={quiet} />,
  );
/** Of what a tile shows, the part that is printed. */
function onPaper(region: HTMLElement): string {
  const paper = region.cloneNode(true) as HTMLElement; // a copy of an element is one
  for (const seen of paper.querySelectorAll(".no-print")) seen.remove();
  return [...paper.querySelectorAll("tbody tr, .say")]
    .map((row) => [...row.childNodes].map(({ textContent }) => textContent?.trim()).join(" "))
    .join("\n");
}
/** As it is saved. */
async function asTable(region: HTMLElement): Promise<readonly string[]> {
  await userEvent.click(within(region).getByRole("button", { name: /：表格$/ }));
  return [...region.querySelectorAll(".tile-table tbody tr")].map((row) =>
    [...row.children].map(({ textContent }) => textContent).join(" "),
  );
}

it("keeps the keyboard on a number while it is decided whether it may be printed", async () => {
  const decided = createStore<Decided>(() => ({ names: [] }));
  await renderWithServices(<Deciding decided={decided} />);
  const number = within(screen.getByRole("row", { name: /moved/ })).getByRole("button", { name: "moved：9 位" });
  expect(number.closest(".no-print")).not.toBeNull();
  number.focus();
  act(() => decided.setState({ names: [TOLD.leftFor("moved", "now")] }));
  expect(number.closest(".no-print")).toBeNull();
  expect(document.activeElement).toBe(number);
});

it("leaves reasons of few readers off paper and out of files; on the screen they still lead to the readers", async () => {
  const leaving = [
    { reason: "moved", now: 9, before: 6 },
    { reason: "graduated", now: 7, before: 8 },
    { reason: "deceased", now: 1, before: 0 },
  ];
  const told = [
    TOLD.left("now"),
    TOLD.leftFor("moved", "now"),
    TOLD.leftFor("moved", "before"),
    TOLD.leftFor("graduated", "before"),
  ];
  await renderWithServices(telling(told, <LeavingTile leftByMonth={[]} leaving={leaving} onOpen={quiet} />));
  const region = screen.getByRole("region");
  expect(screen.getByRole("button", { name: "deceased：1 位" }).textContent).toBe("1");
  expect(onPaper(region)).toBe(
    ["moved 9 6 +3 ", "graduated • 8 • ", "deceased • 0 • ", "近一年 17 位离开，最多的原因：moved（9）"].join("\n"),
  );
  expect(await asTable(region)).toEqual(["moved 9 6 +3", "graduated • 8 •", "deceased • 0 •"]);
});

it("leaves few readers without contact off paper and out of files", async () => {
  const group = {
    readers: 9,
    without: { ...(Object.fromEntries(CONTACT_DAYS.map((days) => [days, 2])) as Record<ContactDays, number>), 60: 4 },
  }; // of each number of days
  const contacts = Object.fromEntries(CONTACT_GROUPS.map((each) => [each, group])) as KeepFigures["contacts"]; // of each group
  await renderWithServices(
    telling(
      CONTACT_GROUPS.map(TOLD.contacts),
      <ContactsTile contacts={contacts} days={60} onDays={quiet} onOpen={quiet} />,
    ),
  );
  const region = screen.getByRole("region");
  expect(screen.getAllByRole("button", { name: /60 天没有联系：4 位$/ })[0]?.textContent).toBe("4");
  expect(onPaper(region)).not.toMatch(/[24]/);
  expect(onPaper(region)).toContain(" 9 • •");
  for (const row of await asTable(region)) expect(row.split(" ").filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
});

it("leaves few readers of a population off paper and out of files, with the shares that tell them", async () => {
  const cells = (
    [
      ["0-6", 100, 3],
      ["18-34", 200, 20],
      ["60-", 100, 30],
    ] as const
  ).map(([ageBand, population, readers]) => ({ key: { branch: "east", ageBand }, population, readers }));
  await renderWithServices(
    telling(
      [TOLD.covered("east", "60-")],
      <CoverageTile
        coverage={{ byBranch: coverageOf(cells), byCommunity: coverageOf([]), unknown: 2 }}
        onOpen={quiet}
      />,
    ),
  );
  const region = screen.getByRole("region");
  expect(within(region).getByRole("button", { name: /：3 位$/ }).textContent).toBe("3");
  expect(onPaper(region)).toBe("east • – • – 30% 30\n•  •");
  expect((await asTable(region)).toSorted()).toEqual(
    [
      "合计 400 • • ",
      "east · 0–6 岁 100 • • •",
      "east · 18–34 岁 200 • • •",
      "east · 60 岁以上 100 30 30% •",
    ].toSorted(),
  );
});

it("leaves stages of few readers off paper and out of files, and beside them what the sum would tell", async () => {
  const counts: Readonly<Record<string, number>> = { active: 30, occasional: 12, new: 9, "not-seen": 2, left: 3 };
  const stages = LIFE_STATES.map((state) => ({
    state,
    count: counts[state] ?? 0,
    before: state === "active" ? 30 : state === "occasional" ? 9 : 0,
  }));
  const told = [
    TOLD.here,
    ...LIFE_STATES.flatMap((state) =>
      ["not-seen", "new", "left"].includes(state) ? [] : [TOLD.state(state), TOLD.state(state, "before")],
    ),
  ];
  await renderWithServices(telling(told, <LifeTile stages={stages} notSeenWithOwner={1} onStage={quiet} />));
  const region = screen.getByRole("region");
  const paper = region.cloneNode(true) as HTMLElement; // a copy of an element is one
  for (const seen of paper.querySelectorAll(".no-print")) seen.remove();
  const stagesOnPaper = [...paper.querySelectorAll(".stages li")].map(({ textContent }) => textContent);
  expect(stagesOnPaper).toContain("近期少来••");
  expect(stagesOnPaper).toContain("新读者••");
  expect(stagesOnPaper).toContain("常来30±0");
  // three more: if nobody has left the stage, they are a group of three
  expect(stagesOnPaper).toContain("偶尔来12•");
  expect(paper.querySelector(".lifebar, .say strong")).toBeNull();
  expect(region.querySelector(".stages")?.textContent).toContain("近期少来2");
  const saved = await asTable(region);
  for (const row of ["近期少来 • •", "新读者 • •", "偶尔来 12 •", "已退证 • •"]) expect(saved).toContain(row);
  expect(screen.getByText(/^•：不足 5 人/).className).toBe("meta");
});

it("leaves a change of few readers at a stage off paper in the five steps too", async () => {
  const stages = [
    { state: "not-seen", count: 24, before: 20 },
    { state: "returned", count: 36, before: 41 },
  ];
  const work = {
    potential: 0,
    notSeen: 24,
    returned: 36,
    oneKind: 0,
    promisesDue: 0,
    promisesLate: 0,
    notSeenByPhone: 0,
  };
  const share = { kept: 0, all: 0 };
  const overview = {
    stages,
    work,
    attention: [],
    newCards: 0,
    newCardsYearAgo: 0,
    kept: share,
    keptBefore: share,
    breadth: null,
    breadthBefore: null,
  } as unknown as Overview; // what the steps ask of it
  const told = (["not-seen", "returned"] as const).flatMap((state) => [TOLD.state(state), TOLD.state(state, "before")]);
  await renderWithServices(telling(told, <FiveSteps overview={overview} onOpen={quiet} />));
  const paper = screen.getByRole("list", { name: "五步总览" }).cloneNode(true) as HTMLElement; // a copy of an element is one
  expect(paper.textContent).toContain("+4");
  for (const seen of paper.querySelectorAll(".no-print")) seen.remove();
  expect(paper.textContent).not.toContain("+4");
  expect(paper.textContent).toContain("−5");
});

it("leaves few readers of the five steps and of their work off paper; on the screen they still lead to the readers", async () => {
  const stages = [
    { state: "not-seen", count: 2, before: 20 },
    { state: "returned", count: 3, before: 41 },
    { state: "registered", count: 4, before: 0 },
  ];
  const work = {
    potential: 1,
    notSeen: 2,
    returned: 3,
    oneKind: 4,
    promisesDue: 1,
    promisesLate: 2,
    notSeenByPhone: 60,
  };
  const share = { kept: 3, all: 4 };
  const some = {
    stages,
    work,
    attention: [{ group: "core", readers: 4 }],
    newCards: 3,
    newCardsYearAgo: 12,
    kept: share,
    keptBefore: share,
    breadth: 1.4,
    breadthBefore: 1.3,
  };
  const steps = (told: readonly string[], overview: object): ReactElement =>
    telling(told, <FiveSteps overview={overview as Overview} onOpen={quiet} />); // what the steps ask of it
  const numbersOf = (list: Element): readonly string[] =>
    [...list.querySelectorAll(".big, .delta b, button b")].map(
      (each) => [...each.childNodes].find(({ nodeName }) => nodeName !== "SMALL")?.textContent ?? "",
    );
  const paperOf = (): Element => {
    const paper = screen.getByRole("list", { name: "五步总览" }).cloneNode(true) as HTMLElement; // a copy of an element is one
    for (const seen of paper.querySelectorAll(".no-print")) seen.remove();
    return paper;
  };
  await renderWithServices(steps([], some));
  // promises are no persons
  expect(numbersOf(paperOf())).toEqual([
    "•",
    "•",
    "•",
    "•",
    "•",
    "•",
    "•",
    "•",
    "•",
    "3 / 4",
    "3 / 4",
    "1",
    "2",
    "•",
    "•",
    "•",
  ]);
  // the head of each step leads to its readers too, by its own number
  const heads = [...document.querySelectorAll(".big button .nowrap, .big button")].map(
    ({ textContent }) => textContent,
  );
  expect(heads).toEqual(["3", "2", "1.4", "3 / 4", "3"]);
  const buttons = [...document.querySelectorAll("ul button")].map(
    (button) => button.querySelector("b .no-print")?.textContent ?? button.querySelector("b")?.textContent,
  );
  expect(buttons).toEqual(["3", "1", "2", "4", "4", "4", "1", "2", "60", "3"]);
  cleanup();
  const told = [
    TOLD.newCards("now"),
    TOLD.newCards("before"),
    TOLD.used,
    TOLD.oneKind,
    TOLD.core,
    ...(["not-seen", "returned", "registered", "potential"] as const).flatMap((state) => [
      TOLD.state(state),
      TOLD.state(state, "before"),
    ]),
  ];
  await renderWithServices(steps(told, { ...some, newCards: 30 }));
  // whom to telephone goes by whom one looks at: it never leaves the house
  expect(numbersOf(paperOf())).toEqual([
    "30",
    "+18",
    "30",
    "1",
    "2",
    "−18",
    "2",
    "4",
    "1.4",
    "+0.1",
    "4",
    "4",
    "3 / 4",
    "3 / 4",
    "1",
    "2",
    "3",
    "−38",
    "•",
    "3",
  ]);
});

it("leaves few who stay away, and all their names, off paper and out of files", async () => {
  const base = await createTestServices();
  await base.writer.run("test", [
    create("reader", "away", { name: "张素琴", card: "001", enrolledOn: "2025-01-10" }),
    ...Array.from({ length: 60 }, (_, back) =>
      create("activity", `v${back}`, { reader: "away", on: addDays("2026-11-25", -30 - back), kind: "visit" }),
    ),
  ]);
  const away = { count: 4, before: 12, withOwner: 1 };
  const notSeen = { ...away, byAbsence: 3, byDecline: 1, alike: 0 };
  const tile = (told: readonly string[], of: typeof notSeen): ReactElement =>
    telling(
      told,
      <AwayTile asked={{ branch: null, month: "2026-11" }} which="not-seen" away={of} notSeen={of} onOpen={quiet} />,
    );
  const paperOf = (): string => {
    const paper = screen.getByRole("region").cloneNode(true) as HTMLElement; // a copy of an element is one
    for (const seen of paper.querySelectorAll(".no-print")) seen.remove();
    return [...paper.querySelectorAll("h2 small, th, td, .say")].map(({ textContent }) => textContent).join(" ");
  };
  await renderWithServices(tile([], notSeen), { services: { ...base, ...workerInPage(base) } });
  await screen.findByRole("row", { name: /张素琴/ });
  expect(screen.getByRole("button", { name: "4 位" })).toBeTruthy();
  expect(paperOf()).toBe("• •");
  expect(await asTable(screen.getByRole("region"))).toEqual([
    "近期少来 •",
    "上月末 •",
    "有责任馆员 •",
    "一直没来 •",
    "来得少了 •",
    "整个群体都没来 0",
  ]);
  cleanup();
  const told = [
    TOLD.state("not-seen"),
    TOLD.state("not-seen", "before"),
    TOLD.notSeenOwned,
    TOLD.notSeenBy("absence"),
    TOLD.notSeenBy("decline"),
  ];
  const many = { count: 40, before: 12, withOwner: 10, byAbsence: 30, byDecline: 10, alike: 0 };
  await renderWithServices(tile(told, many), { services: { ...base, ...workerInPage(base) } });
  await screen.findByRole("row", { name: /张素琴/ });
  expect(paperOf()).toBe("比上月 +28 40 位，其中 10 位有责任馆员；30 位一直没来，10 位来得少了，0 位是整个群体都没来");
  cleanup();
  // a whole class that stays away goes by whom one looks at
  await renderWithServices(tile(told, { ...many, alike: 9 }), { services: { ...base, ...workerInPage(base) } });
  await screen.findByRole("row", { name: /张素琴/ });
  expect(paperOf()).toBe("比上月 +28 •");
  expect((await asTable(screen.getByRole("region"))).slice(-2)).toEqual(["来得少了 10", "整个群体都没来 •"]);
});

it("leaves few who have not come for long off paper and out of files, by names of their own", async () => {
  const base = await createTestServices();
  const away = { count: 40, before: 12, withOwner: 3 };
  const tile = (told: readonly string[]): ReactElement =>
    telling(told, <AwayTile asked={{ branch: null, month: "2026-11" }} which="lapsed" away={away} onOpen={quiet} />);
  const states = [TOLD.state("inactive"), TOLD.state("inactive", "before")];
  await renderWithServices(tile([...states, TOLD.state("not-seen"), TOLD.notSeenOwned]), {
    services: { ...base, ...workerInPage(base) },
  });
  expect(await asTable(screen.getByRole("region"))).toEqual(["久未来 40", "上月末 12", "有责任馆员 •"]);
  expect(screen.getByRole("region").querySelector(".say .print-only")?.textContent).toBe("•");
  cleanup();
  await renderWithServices(tile([...states, TOLD.lapsedOwned]), { services: { ...base, ...workerInPage(base) } });
  expect(await asTable(screen.getByRole("region"))).toEqual(["久未来 40", "上月末 12", "有责任馆员 3"]);
  expect(screen.getByRole("region").querySelector(".say .print-only")).toBeNull();
});

it("leaves the bands of probability off paper and out of files where one of them is of few, and always of a branch", async () => {
  const group = { readers: 100, foretold: 0.5, came: 50, share: 0.5, low: 0.4, high: 0.6 };
  const model = { kind: "bg", r: 0.2, alpha: 4, a: 0.8, b: 2.4 } as const;
  const foretold = (bands: Readonly<Record<string, number>>) => (statistics: StatisticsApi) =>
    ({
      ...statistics,
      told: async () => [TOLD.here, TOLD.came],
      expectedUse: async () => ({
        tag: "foretold",
        months: 12,
        model,
        bands,
        coming: 60,
        trials: [{ kind: "bg", holdOut: { readers: 100, groups: [group], error: 0.02, turnedAt: null } }],
      }),
    }) as StatisticsApi; // what the tile asks of it
  const library = [
    create("branch", "east", { name: "城东馆" }),
    create("reader", "a", { name: "甲", card: "1", branch: "east", enrolledOn: "2026-01-10" }),
  ];
  const bandsOf = async (bands: Readonly<Record<string, number>>, path: string) => {
    await openStatisticsOf(library, "zh-CN", path, { staff: "chen" }, foretold(bands));
    const list = await screen.findByRole("list", { name: "至少来一次的概率" });
    const tile = screen.getByRole("region", { name: /^预计利用/ });
    await waitFor(() =>
      expect(within(tile).getByRole("button", { name: "预计利用：导出表格" }).getAttribute("aria-disabled")).toBeNull(),
    );
    const onScreen = within(list)
      .getAllByRole("button")
      .map(({ textContent }) => textContent);
    const paper = tile.cloneNode(true) as HTMLElement; // a copy of an element is one
    for (const seen of paper.querySelectorAll(".no-print")) seen.remove();
    const said = paper.querySelector(".say")?.textContent?.slice(0, 18);
    const onPaper = [...paper.querySelectorAll(".bands li")].map((band) => band.lastChild?.textContent);
    const saved = (await asTable(tile))
      .filter((row) => row.startsWith("预计会来的概率"))
      .map((row) => row.split(" ").at(-4));
    cleanup();
    return { onScreen, onPaper, said, saved };
  };
  const hidden = ["•", "•", "•", "•"];
  const many = { likely: 40, rather: 20, hardly: 10, unlikely: 30 };
  expect(await bandsOf(many, "/statistics?page=readers")).toEqual({
    onScreen: ["40", "20", "10", "30"],
    onPaper: ["40", "20", "10", "30"],
    said: "今后 12 个月预计有 60 位读者",
    saved: ["40", "20", "10", "30"],
  });
  expect(await bandsOf({ ...many, hardly: 3 }, "/statistics?page=readers")).toEqual({
    onScreen: ["40", "20", "3", "30"],
    onPaper: hidden,
    said: "•",
    saved: hidden,
  });
  expect(await bandsOf(many, "/statistics?page=readers&branch=east")).toEqual({
    onScreen: ["40", "20", "10", "30"],
    onPaper: hidden,
    said: "•",
    saved: hidden,
  });
});

it("says what core readers are of all use in points where readers are few", async () => {
  const byScore = { r: [0, 0, 0, 0, 0, 29], f: [0, 0, 0, 0, 0, 29], v: [0, 0, 0, 0, 0, 29] } as const;
  await renderWithServices(
    telling(
      [TOLD.here, TOLD.core],
      <ValueTile value={{ readers: 29, byScore, core: 9, points: 40, corePoints: 32 }} onOpen={quiet} />,
    ),
  );
  expect(screen.getByText(/^核心读者/).textContent).toBe("核心读者 9 位，占这些读者全部利用的 32 / 40");
  cleanup();
  await renderWithServices(
    telling(
      [TOLD.here, TOLD.core],
      <ValueTile value={{ readers: 30, byScore, core: 9, points: 40, corePoints: 32 }} onOpen={quiet} />,
    ),
  );
  expect(screen.getByText(/^核心读者/).textContent).toBe("核心读者 9 位，占这些读者全部利用的 80%");
});

it("leaves scores, steps, cohorts and movers of few readers off paper and out of files", async () => {
  const spread = { r: [0, 0, 20, 0, 7, 3], f: [0, 30, 0, 0, 0, 0], v: [26, 0, 0, 0, 0, 4] } as const;
  const scores = (["r", "f", "v"] as const).flatMap((of) =>
    spread[of].flatMap((_, score) =>
      ["r 4", "r 5", "v 0", "v 5"].includes(`${of} ${score}`) ? [] : [TOLD.score(of, score)],
    ),
  );
  await renderWithServices(
    telling(
      [TOLD.here, ...scores],
      <ValueTile value={{ readers: 30, byScore: spread, core: 3, points: 40, corePoints: 32 }} onOpen={quiet} />,
    ),
  );
  expect(onPaper(screen.getByRole("region"))).toBe(
    ["5 • 0 •", "4 • 0 0", "3 0 0 0", "2 20 0 0", "1 0 30 0", "无 0 0 •", "•"].join("\n"),
  );
  expect(await asTable(screen.getByRole("region"))).toEqual([
    "5 • 0 •",
    "4 • 0 0",
    "3 0 0 0",
    "2 20 0 0",
    "1 0 30 0",
    "无 0 0 •",
  ]);
  cleanup();
  const steps = [
    TOLD.path("actual"),
    TOLD.path("loyal"),
    TOLD.could("actual"),
    TOLD.could("loyal"),
    TOLD.became("loyal"),
  ];
  await renderWithServices(
    telling(
      steps,
      <PathTile
        path={{ potential: 2, actual: 40, loyal: 9, toActual: { of: 12, went: 1 }, toLoyal: { of: 30, went: 6 } }}
        onOpen={quiet}
      />,
    ),
  );
  expect(await asTable(screen.getByRole("region"))).toEqual([
    "潜在读者 • – – –",
    "现实读者 40 • 12 •",
    "忠实读者 9 6 30 20%",
  ]);
  cleanup();
  const cohorts = [
    { quarter: "2026-07", readers: 20, used: [10, 4] },
    { quarter: "2026-10", readers: 3, used: [2] },
  ];
  await renderWithServices(
    telling(
      [TOLD.cohort("2026-07"), TOLD.stayed("2026-07", 0)],
      <CohortTile cohorts={cohorts} day="2026-12-31" onOpen={quiet} />,
    ),
  );
  expect(onPaper(screen.getByRole("region"))).toContain(
    ["2026 年第 3 季度 20 2026 年第 3 季度，当季用过 10 / 20 •", "2026 年第 4 季度 • • "].join("\n"),
  );
  expect(await asTable(screen.getByRole("region"))).toEqual(["2026 年第 3 季度 20 10 / 20 •", "2026 年第 4 季度 • • "]);
  cleanup();
  const moved = { entered: 1, left: 8, lineBefore: 10, lineNow: 12 };
  const byMeasure = {
    visits: moved,
    loans: { ...moved, entered: 9 },
    participation: { ...moved, entered: 9 },
    combined: moved,
  };
  await renderWithServices(
    telling(
      [TOLD.measured("visits"), TOLD.measured("loans")],
      <MoversTile movers={{ before: "2026-09-30", byMeasure }} onOpen={quiet} />,
    ),
  );
  const [visits = "", loans = "", participation = ""] = await asTable(screen.getByRole("region"));
  // by how much the fifth has grown can be known: one side tells of the other
  expect([visits, loans, participation].map((row) => row.replace(/^\S+ /, ""))).toEqual([
    "• • 10 12",
    "9 8 10 12",
    "• • 10 12",
  ]);
});

it("marks the quarter that is not over, and says nothing of it once it is", async () => {
  const cohorts = [
    { quarter: "2026-07", readers: 40, used: [20, 30] },
    { quarter: "2026-10", readers: 50, used: [10] },
  ];
  const told = ["2026-07", "2026-10"].flatMap((quarter) => [
    TOLD.cohort(quarter),
    TOLD.stayed(quarter, 0),
    TOLD.stayed(quarter, 1),
  ]);
  await renderWithServices(telling(told, <CohortTile cohorts={cohorts} day="2026-11-25" onOpen={quiet} />));
  expect(await asTable(screen.getByRole("region"))).toEqual([
    "2026 年第 3 季度 40 50% 75% 至今",
    "2026 年第 4 季度 50 20% 至今 ",
  ]);
  expect(screen.getByText("虚线框是还没过完的季度，会再升")).toBeTruthy();
  cleanup();
  await renderWithServices(telling(told, <CohortTile cohorts={cohorts} day="2026-12-31" onOpen={quiet} />));
  expect(await asTable(screen.getByRole("region"))).toEqual([
    "2026 年第 3 季度 40 50% 75%",
    "2026 年第 4 季度 50 20% ",
  ]);
  expect(screen.queryByText(/还没过完/)).toBeNull();
});

it("leaves few who take part, and shares of groups of few, off paper and out of files", async () => {
  const part = { readers: 40, takingPart: 2, share: { share: 0.05, low: 0.01, high: 0.17 }, events: 3, opinions: 1 };
  await renderWithServices(
    telling(
      [TOLD.tookPart("before")],
      <ParticipationTile
        participation={{ before: { ...part, takingPart: 10 }, now: part }}
        told={{ before: true, now: true }}
        onOpen={quiet}
      />,
    ),
  );
  const [takers = "", share = "", events = ""] = await asTable(screen.getByRole("region"));
  expect(takers).toMatch(/ 10 • •$/);
  expect(share).toMatch(/ 5%（1% 到 17%） • $/);
  // uses are no persons
  expect(events).toMatch(/ 3 3 ±0$/);
  cleanup();
  const sums = { readers: 40, use: 300, minutes: 20, contacts: 20, promisesKept: 0 };
  const all = { readers: 1000, use: 1000, minutes: 100, contacts: 100, promisesKept: 0 };
  const line = {
    group: "core",
    readers: 4,
    sums,
    ofReaders: 0.04,
    ofUse: 0.3,
    of: { minutes: 0.2, contacts: 0.2, promisesKept: undefined },
    shortOfReaders: ["minutes"],
    shortOfUse: [],
  } as const;
  const lines = [
    line,
    { ...line, group: "children", readers: 40 },
    { ...line, group: "over-60", readers: 9 },
    { ...line, group: "with-needs", readers: 0, ofReaders: 0, ofUse: 0 },
  ] as const;
  const told = [TOLD.here, TOLD.group("children"), TOLD.group("over-60"), TOLD.group("with-needs")];
  await renderWithServices(telling(told, <AttentionTile lines={lines} all={all} onGroup={quiet} />));
  expect(screen.getByRole("row", { name: /^有服务需要/ }).textContent).toMatch(/–$/);
  expect(
    onPaper(screen.getByRole("region"))
      .split("\n")
      .filter((row) => row.includes("40 4% 30%")),
  ).toHaveLength(1);
  // with how many they are, and of few no percentage
  expect(
    (await asTable(screen.getByRole("region"))).map((row) =>
      row.replace(/^\S+ (岁以上 )?/, "").replace(/ 时间偏低$/, ""),
    ),
  ).toEqual(["• • • • • • •", "40 4% 30% 20% 20% –", "9 40 / 1,000 300 / 1,000 20 / 100 20 / 100 –", "0 – – – – – "]);
});

it("leaves off paper which part of all readers a group is, where nobody may know how many all are", async () => {
  const sums = { readers: 40, use: 300, minutes: 20, contacts: 20, promisesKept: 0 };
  const all = { readers: 1000, use: 1000, minutes: 100, contacts: 100, promisesKept: 0 };
  const line = {
    group: "children",
    readers: 40,
    sums,
    ofReaders: 0.04,
    ofUse: 0.3,
    of: { minutes: 0.2, contacts: 0.2, promisesKept: undefined },
    shortOfReaders: [],
    shortOfUse: [],
  } as const;
  await renderWithServices(
    telling([TOLD.group("children")], <AttentionTile lines={[line]} all={all} onGroup={quiet} />),
  );
  expect(onPaper(screen.getByRole("region"))).toContain("40 • 30% 20% 20% –");
  expect((await asTable(screen.getByRole("region"))).map((row) => row.trim())).toEqual(["儿童 40 • 30% 20% 20% –"]);
});

it("prints nothing of the most active fifth where few are in it, and says of few readers how much they use", async () => {
  const of = (readers: number) => concentrationOf(Array.from({ length: readers }, (_, place) => place + 1));
  const tile = (readers: number) => {
    const found = of(readers);
    return (
      <LorenzTile
        concentrations={{ visits: found, loans: found, participation: found, combined: found }}
        measure="combined"
        onMeasure={quiet}
        onTop={quiet}
        onAll={quiet}
      />
    );
  };
  await renderWithServices(telling([TOLD.measured("combined")], tile(15)));
  expect(screen.getByRole("region").querySelector(".say .print-only")?.textContent).toBe("•");
  expect(await asTable(screen.getByRole("region"))).toEqual([]);
  cleanup();
  await renderWithServices(telling([TOLD.measured("combined")], tile(25)));
  expect(screen.getByRole("region").querySelector(".say")?.textContent).toMatch(
    /^前20%读者（5 位；名单里与最后一位并列的都算）占 115 \/ 325；\d+ \/ 25（/,
  );
  cleanup();
  await renderWithServices(telling([TOLD.measured("combined")], tile(40)));
  expect(screen.getByRole("region").querySelector(".say")?.textContent).toMatch(
    /^前20%读者（8 位；名单里与最后一位并列的都算）占 36%；[\d.]+%（n = 40）/,
  );
  cleanup();
  await renderWithServices(telling([], tile(40)));
  expect(screen.getByRole("region").querySelector(".say .print-only")?.textContent).toBe("•");
});

it("prints nothing of which it is not decided yet whether it may leave the house", async () => {
  const leaving = [{ reason: "moved", now: 9, before: 6 }];
  await renderWithServices(<LeavingTile leftByMonth={[]} leaving={leaving} onOpen={quiet} />);
  expect(onPaper(screen.getByRole("region"))).toBe("moved • • • \n•");
});

it("tells no readers of a year by what they have added to the use", async () => {
  const trend = {
    before: { readers: 40, visits: 80, items: 100 },
    now: { readers: 20, visits: 40, items: 50 },
    parts: { change: -50, byReaders: -50, byVisitsEach: 0, byItemsAVisit: 0 },
  };
  await renderWithServices(<TrendTile trend={trend} told={{ before: true, now: false }} onOpen={quiet} />);
  const [readers = "", visits = "", items = ""] = await asTable(screen.getByRole("region"));
  expect([readers, visits, items].map((row) => row.replace(/^\S+ /, ""))).toEqual(["40 • •", "2 • •", "1.3 1.3 ±0"]);
});
