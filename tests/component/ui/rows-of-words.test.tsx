/** Words that stand in a row: whole where the row is short, and each beside its own mark. */
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import en from "../../../renderer/i18n/messages/en/opinions.json";
import hans from "../../../renderer/i18n/messages/zh-CN/opinions.json";
import hant from "../../../renderer/i18n/messages/zh-TW/opinions.json";
import "../../../renderer/styles/index.css";
import { Radio } from "../../../renderer/ui/checkbox.tsx";
import { ViewTabs } from "../../../renderer/ui/page-tabs.tsx";

it.each([
  ["en", en],
  ["zh-CN", hans],
  ["zh-TW", hant],
])("cuts no view of a list in %s, however short the row", (_, words) => {
  const views = Object.entries(words).flatMap(([id, label]) =>
    id.startsWith("opinions.view-") ? [{ id, label, count: 1200 }] : [],
  );
  render(
    <div style={{ width: 440 }}>
      <ViewTabs label="views" views={views} current={views[0]?.id ?? ""} onView={() => undefined} />
    </div>,
  );
  const row = screen.getByRole("navigation").getBoundingClientRect();
  const cut = screen.getAllByRole("button").filter((tab) => {
    const { right, bottom } = tab.getBoundingClientRect();
    return right > row.right || bottom > row.bottom + 1;
  });
  expect(cut.map(({ textContent }) => textContent)).toEqual([]);
});

it("a choice stands nearer to its own circle than to the next", () => {
  render(
    <fieldset>
      <div className="row row-wrap">
        <Radio name="kind">
          <b>task</b>
        </Radio>
        <Radio name="kind">
          <b>promise</b>
        </Radio>
      </div>
    </fieldset>,
  );
  const [own, next] = screen.getAllByRole("radio").map((circle) => circle.getBoundingClientRect());
  const word = screen.getByText("task").getBoundingClientRect();
  const toOwn = word.left - (own?.right ?? 0);
  expect((next?.left ?? 0) - word.right).toBeGreaterThanOrEqual(2 * toOwn);
});
