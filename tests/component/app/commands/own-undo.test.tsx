/** Ctrl+Z in a field is about that field, whatever was typed elsewhere; the browser's own order is of the whole page. */
import { cleanup, render, screen } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { afterEach, describe, expect, test } from "vitest";
import { useKeyDispatcher } from "../../../../renderer/app/commands/key-dispatcher.ts";
import { Dialog } from "../../../../renderer/ui/dialogs/dialog.tsx";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { press, typeText } from "../../desk/keys.ts";

afterEach(cleanup);

const heard: string[] = [];

function Field({ name }: { readonly name: string }) {
  const [value, setValue] = useState("");
  return (
    <input
      aria-label={name}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onFocus={() => heard.push(`${name} in`)}
      onBlur={() => heard.push(`${name} out`)}
    />
  );
}

function Keyboard({ children }: { readonly children: ReactNode }) {
  useKeyDispatcher([], false);
  return children;
}

const field = (name: string): HTMLInputElement => screen.getByLabelText(name);
const undo = (): Promise<void> => press("z", "KeyZ", { ctrl: true });
const redo = (): Promise<void> => press("y", "KeyY", { ctrl: true });

/** Something is typed into the first of two fields, and the second has the focus. */
async function typeThenLeave(): Promise<void> {
  render(
    <Keyboard>
      <Field name="first" />
      <Field name="second" />
    </Keyboard>,
  );
  field("first").focus();
  await typeText("abc");
  field("second").focus();
}

describe("Ctrl+Z in a field", () => {
  test("with nothing typed in it leaves the focus there, and the field typed in before as it is", async () => {
    await typeThenLeave();
    heard.length = 0;
    await undo();
    await undo();
    expect(document.activeElement).toBe(field("second"));
    expect(field("first").value).toBe("abc");
    expect(heard).toEqual([]);
    field("first").focus();
    await undo();
    expect(field("first").value).toBe("");
    field("second").focus();
    await redo();
    expect(document.activeElement).toBe(field("second"));
    expect(field("first").value).toBe("");
    field("first").focus();
    await redo();
    expect(field("first").value).toBe("abc");
  });

  test("takes back what was typed in it, and then nothing more", async () => {
    await typeThenLeave();
    await typeText("xy");
    await undo();
    expect(field("second").value).toBe("");
    await undo();
    expect(field("first").value).toBe("abc");
    expect(document.activeElement).toBe(field("second"));
    await redo();
    expect(field("second").value).toBe("xy");
  });

  test("of an open dialog never leaves it, from a button neither", async () => {
    await renderWithServices(
      <Keyboard>
        <Field name="behind" />
        <Sheet />
      </Keyboard>,
    );
    field("behind").focus();
    await typeText("abc");
    screen.getByRole("button", { name: "open" }).click();
    const within = await screen.findByRole("textbox", { name: "within" });
    within.focus();
    await undo();
    expect(document.activeElement).toBe(within);
    const button = screen.getByRole("button", { name: "here" });
    button.focus();
    await undo();
    expect(document.activeElement).toBe(button);
    expect(field("behind").value).toBe("abc");
  });
});

function Sheet() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        open
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="sheet" closeLabel="close">
        <Field name="within" />
        <button type="button">here</button>
      </Dialog>
    </>
  );
}
