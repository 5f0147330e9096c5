import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Field } from "../../../renderer/ui/field.tsx";

/** As high as the field alone, like the body of a dialog in a low window. */
const form = (error?: string) => (
  <div data-testid="body" style={{ height: 60, overflow: "auto" }}>
    <Field label="期限" {...(error !== undefined && { error })}>
      {(control) => <input {...control} style={{ height: 32 }} />}
    </Field>
    <div style={{ height: 200 }} />
  </div>
);

it("shows what is wrong with the field that has the keyboard, where the window is low, and moves nothing for others", () => {
  const { rerender } = render(form());
  const body = screen.getByTestId("body");
  rerender(form("这不是日期"));
  expect(body.scrollTop).toBe(0);
  rerender(form());
  screen.getByRole("textbox", { name: "期限" }).focus();
  const before = body.scrollTop;
  rerender(form("这不是日期"));
  const { bottom } = screen.getByText("这不是日期").getBoundingClientRect();
  expect(body.scrollTop).toBeGreaterThan(before);
  expect(bottom).toBeLessThanOrEqual(body.getBoundingClientRect().bottom + 1);
});
