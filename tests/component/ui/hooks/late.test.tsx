import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Suspense } from "react";
import { describe, expect, it } from "vitest";
import { type LazyComponent, lazyPart } from "../../../../renderer/ui/hooks/lazy-part.tsx";

function Note({ label }: { readonly label: string }) {
  return <input aria-label={label} />;
}

const shown = (Part: LazyComponent<{ readonly label: string }>, label: string) => (
  <Suspense fallback={<p>…</p>}>
    <Part label={label} />
  </Suspense>
);

describe("a component that comes late", () => {
  it("is waited for, then drawn", async () => {
    render(
      shown(
        lazyPart(async () => Note),
        "note",
      ),
    );
    expect(screen.getByText("…")).toBeTruthy();
    expect(await screen.findByRole("textbox", { name: "note" })).toBeTruthy();
  });

  it("is drawn at once when its code is here", async () => {
    const Part = lazyPart(async () => Note);
    await Part.warm();
    render(shown(Part, "note"));
    expect(screen.getByRole("textbox", { name: "note" })).toBeTruthy();
  });

  it("keeps what was typed when it is drawn again after its code has come", async () => {
    const Part = lazyPart(async () => Note);
    const { rerender } = render(shown(Part, "note"));
    await userEvent.type(await screen.findByRole("textbox", { name: "note" }), "three pages");
    rerender(shown(Part, "remark"));
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "remark" }).value).toBe("three pages");
  });

  it("asks again for code that could not be had", async () => {
    let asked = 0;
    const Part = lazyPart(async () => {
      if (++asked === 1) throw new Error("the host is away");
      return Note;
    });
    await expect(Part.warm()).rejects.toThrow("the host is away");
    await Part.warm();
    render(shown(Part, "note"));
    expect(screen.getByRole("textbox", { name: "note" })).toBeTruthy();
  });
});
