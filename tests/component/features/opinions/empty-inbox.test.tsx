/** An inbox with nothing in it: there is no list that could have the focus, and its keys are shown all the same. */
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Route, Switch } from "wouter";
import { OpinionsScreen } from "../../../../renderer/features/opinions/opinions-screen.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";

it("leads to the mail by M, as its button says", async () => {
  const services = await createTestServices({ settings: { staff: "chen" } });
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
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await userEvent.keyboard("m");
  await waitFor(() => expect(screen.getByText("来件")).toBeTruthy());
});
