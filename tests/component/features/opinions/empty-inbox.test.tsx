/** An inbox with nothing in it: there is no list that could have the focus, and its keys are shown all the same. */
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it, onTestFinished } from "vitest";
import { Route, Switch } from "wouter";
import { create } from "../../../../renderer/db/write/changes.ts";
import { OpinionsScreen } from "../../../../renderer/features/opinions/opinions-screen.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";

it.each([
  ["what the screen gave it to", () => expect(document.activeElement?.textContent).toMatch(/来件登记/)],
  ["nothing", () => (document.activeElement as HTMLElement | null)?.blur()],
  ["the frame", () => frame("main", { tabIndex: -1 }).focus()],
  ["the link that led here", () => frame("a", { href: "#opinions" }).focus()],
])("leads to the mail by M, as its button says, while %s has the focus", async (_, focus) => {
  const services = await createTestServices({ settings: { staff: "chen" } });
  // what was taken back is none
  await services.writer.run("test", [create("feedback", "gone", { title: "停水", text: "停水", type: "complaint" })]);
  await services.writer.undo();
  await renderWithServices(
    <ScreenKeys>
      <Switch>
        <Route path="/mail">来件</Route>
        <Route>
          <OpinionsScreen />
        </Route>
      </Switch>
    </ScreenKeys>,
    { services },
  );
  await screen.findByRole("button", { name: /来件登记/ });
  await screen.findByRole("button", { name: "全部 0" });
  focus();
  await userEvent.keyboard("m");
  await waitFor(() => expect(screen.getByText("来件")).toBeTruthy());
});

function frame<Tag extends "main" | "a">(tag: Tag, values: Partial<HTMLElementTagNameMap[Tag]>): HTMLElement {
  const element = Object.assign(document.createElement(tag), values);
  document.body.append(element);
  onTestFinished(() => element.remove());
  return element;
}
