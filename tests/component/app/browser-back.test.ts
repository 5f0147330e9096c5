/** A browser's Back goes back one place of the window and never out of the page. */
import { renderHook } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { useBrowserBack } from "../../../renderer/app/browser-back.ts";
import { createHistory } from "../../../renderer/app/desk-history.ts";

it("goes back one place of the window at each Back of the browser, and stays where there is none before", async () => {
  const history = createHistory();
  renderHook(() => useBrowserBack(history, true));
  const address = window.location.href;
  await userEvent.keyboard("{Shift}");
  const top: unknown = window.history.state;
  history.navigate("/readers");
  history.navigate("/readers/1");
  for (const place of ["/readers", "/", "/"]) {
    window.history.back();
    await expect.poll(() => [history.get().location, window.history.state]).toEqual([place, top]);
  }
  expect(window.location.href).toBe(address);
});
