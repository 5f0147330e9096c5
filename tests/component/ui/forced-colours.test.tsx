/** With the colours of the person's computer no ground is drawn: what only a ground told needs an edge. */
import { render } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { commands } from "vitest/browser";
import calendar from "../../../renderer/features/settings/calendar/calendar.module.css";
import "../../../renderer/styles/index.css";

const force = (value: "active" | "none"): Promise<null> =>
  commands.protocol([
    { method: "Emulation.setEmulatedMedia", params: { features: [{ name: "forced-colors", value }] } },
  ]);
beforeEach(() => force("active"));
afterEach(() => force("none"));

it("tells the tab, the step and the day that are meant from the others", () => {
  const { container } = render(
    <>
      <div className="tabs">
        <button type="button" className="tab" aria-selected="true" role="tab">
          1
        </button>
        <button type="button" className="tab" aria-selected="false" role="tab">
          2
        </button>
      </div>
      <ol className="track">
        <li aria-current="step">
          <span className="dot" />
        </li>
      </ol>
      <table className={calendar.grid}>
        <tbody>
          <tr>
            <td className={calendar.day}>3</td>
          </tr>
        </tbody>
      </table>
    </>,
  );
  expect(matchMedia("(forced-colors: active)").matches).toBe(true);
  const [own, other] = [...container.querySelectorAll(".tab")].map((tab) => getComputedStyle(tab).borderBlockEndColor);
  expect(own).not.toBe(other);
  const dot = container.querySelector(".dot") as Element;
  expect(getComputedStyle(dot, "::after").borderTopWidth).toBe("4px");
  const day = container.querySelector(`.${calendar.day}`) as Element;
  expect(getComputedStyle(day).borderTopWidth).toBe("1px");
});
