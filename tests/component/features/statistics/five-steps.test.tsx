/** What the overview writes of large numbers, and of whom they are. */
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { concentrationOf } from "#shared/analysis/concentration.ts";
import { FiveSteps } from "../../../../renderer/features/statistics/five-steps.tsx";
import { LorenzTile } from "../../../../renderer/features/statistics/lorenz-tile.tsx";
import { ToldByNames } from "../../../../renderer/features/statistics/told.tsx";
import type { Overview } from "../../../../renderer/platform/worker/statistics-api.ts";
import "../../../../renderer/features/statistics/statistics.css";
import "../../../../renderer/styles/index.css";
import { renderWithServices } from "../../../support/render-with-services.tsx";

const KEPT = { kept: 0, all: 0 };

const OVERVIEW = {
  stages: [
    { state: "not-seen", count: 2627, before: 1401 },
    { state: "registered", count: 4691, before: 4690 },
  ],
  work: {
    potential: 0,
    notSeen: 2627,
    returned: 0,
    oneKind: 0,
    promisesDue: 0,
    promisesLate: 1200,
    notSeenByPhone: 2500,
  },
  attention: [],
  newCards: 100,
  newCardsYearAgo: 90,
  kept: KEPT,
  keptBefore: KEPT,
  breadth: 1,
  breadthBefore: 1,
} as unknown as Overview; // what the steps ask of it

it("writes the numbers of its links as those of its heads, and says whose cards are not among the new ones", async () => {
  await renderWithServices(<FiveSteps overview={OVERVIEW} onOpen={() => undefined} />);
  const steps = within(await screen.findByRole("list", { name: "五步总览" }));
  const list = screen.getByRole("list", { name: "五步总览" });
  const numbers = [...list.querySelectorAll("ul button")].map(
    ({ textContent }) => textContent?.match(/([\d,]+)•?$/)?.[1],
  );
  expect(numbers).toEqual(["100", "0", "2,627", "4,691", "0", "0", "0", "1,200", "2,500", "0"]);
  // nobody counts an average for readers
  expect(steps.getByRole("button", { name: "开发：1.0，打开名单" }).textContent).toBe("1.0");
  expect(steps.getByText("位读者新办证，不含集体证、工作证和测试证")).toBeTruthy();
  expect(screen.getByText(/^范围/).textContent).toBe(
    "范围：读者不含集体证、工作证和测试证；几种利用，是 365 天里用过任何一种服务的读者的平均；承诺是对读者的全部承诺",
  );
});

it.each([
  // 80 of 100 are 80 %, 35 of 50 are 70 %
  [{ kept: 80, all: 100 }, { kept: 35, all: 50 }, "80%承诺按时做到（n = 100）", "+10 个百分点"],
  // 312 of 400 are 78 %, 311 of 400 are 77.75 %
  [{ kept: 311, all: 400 }, { kept: 312, all: 400 }, "77.8%承诺按时做到（n = 400）", "−0.2 个百分点"],
  // never "±0"
  [{ kept: 80, all: 100 }, { kept: 40, all: 50 }, "80%承诺按时做到（n = 100）", "比上月 没有变化"],
  // of few no percentage, and no difference of two
  [{ kept: 9, all: 12 }, { kept: 35, all: 50 }, "9 / 12", "70%"],
])(
  "says promises kept in points, and of few by their numbers: %o after %o",
  async (kept, keptBefore, share, change) => {
    const work = {
      potential: 0,
      notSeen: 0,
      returned: 0,
      oneKind: 0,
      promisesDue: 0,
      promisesLate: 0,
      notSeenByPhone: 0,
    };
    const overview = {
      stages: [],
      work,
      attention: [],
      newCards: 0,
      newCardsYearAgo: 0,
      kept,
      keptBefore,
      breadth: null,
      breadthBefore: null,
    } as unknown as Overview; // what the steps ask of it
    await renderWithServices(
      <ToldByNames names={new Set()}>
        <FiveSteps overview={overview} onOpen={() => undefined} />
      </ToldByNames>,
    );
    const step = (await screen.findAllByRole("listitem")).find(({ textContent }) => textContent?.includes(share));
    expect(step?.textContent ?? "").toContain(change);
  },
);

it("says how many the most active fifth are, and that the list has those who tie with the last of them", async () => {
  const concentration = concentrationOf([
    ...Array.from({ length: 3000 }, () => 1),
    ...Array.from({ length: 1147 }, () => 9),
  ]);
  const concentrations = {
    visits: concentration,
    loans: concentration,
    participation: concentration,
    combined: concentration,
  };
  await renderWithServices(
    <LorenzTile
      concentrations={concentrations}
      measure="combined"
      onMeasure={() => undefined}
      onTop={() => undefined}
      onAll={() => undefined}
    />,
  );
  expect((await screen.findByRole("region", { name: /^利用集中度（二八）/ })).textContent).toContain(
    "前20%读者（830 位；名单里与最后一位并列的都算）占 56%",
  );
});

it("breaks no step's name in the middle of the word, however narrow the step", async () => {
  await renderWithServices(
    <div style={{ width: 900 }}>
      <FiveSteps overview={OVERVIEW} onOpen={() => undefined} />
    </div>,
    { language: "en" },
  );
  const head = await screen.findByRole("heading", { level: 2, name: /^Communicate/ });
  const name = document.createRange();
  name.selectNodeContents([...head.childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE) ?? head);
  expect(name.toString()).toBe("Communicate");
  expect(name.getClientRects()).toHaveLength(1);
});
