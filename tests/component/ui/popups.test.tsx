import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Button } from "../../../renderer/ui/button.tsx";
import { Combobox } from "../../../renderer/ui/combobox.tsx";
import { Menu } from "../../../renderer/ui/menu.tsx";
import "../../../renderer/styles/index.css";

afterEach(() => {
  cleanup();
  document.documentElement.style.removeProperty("--zoom");
});

const READERS = [
  { value: "1", label: "成人读者" },
  { value: "2", label: "少儿读者" },
];

function show(zoom: number) {
  document.documentElement.style.setProperty("--zoom", String(zoom));
  const onSelect = vi.fn();
  const onChange = vi.fn();
  render(
    <div className="window" style={{ height: 400, paddingLeft: 120, paddingTop: 60 }}>
      <Menu
        trigger={<Button>更多</Button>}
        items={[
          { id: "merge", label: "合并", onSelect },
          null,
          { id: "print", label: "打印", keys: "Ctrl+P", onSelect: vi.fn() },
        ]}
      />
      <Combobox label="读者类型" items={READERS} value={null} onChange={onChange} empty="没有这个类型" />
    </div>,
  );
  return { onSelect, onChange };
}

const left = (element: Element): number => Math.round(element.getBoundingClientRect().left);
const gapBelow = (above: Element, below: Element): number =>
  below.getBoundingClientRect().top - above.getBoundingClientRect().bottom;

describe("popups", () => {
  it.each([1, 1.25, 2])("open right under what they belong to at a zoom of %s", async (zoom) => {
    show(zoom);
    await userEvent.click(screen.getByRole("button", { name: "更多" }));
    const menu = await screen.findByRole("menu");
    await expect.poll(() => left(menu)).toBe(left(screen.getByRole("button", { name: "更多" })));
    expect(gapBelow(screen.getByRole("button", { name: "更多" }), menu)).toBeLessThan(12);
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("combobox"));
    const list = (await screen.findByRole("listbox")).closest(".menu");
    if (list === null) throw new Error("the list is in a menu");
    await expect.poll(() => left(list)).toBe(left(screen.getByRole("combobox")));
    expect(gapBelow(screen.getByRole("combobox"), list)).toBeLessThan(12);
  });

  it("choose a menu's act with the keyboard alone", async () => {
    const { onSelect } = show(1);
    screen.getByRole("button", { name: "更多" }).focus();
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("menu");
    await expect.poll(() => document.activeElement?.textContent).toBe("合并");
    await userEvent.keyboard("{Enter}");
    expect(onSelect).toHaveBeenCalledOnce();
  });

  it("take nothing with the Enter that ends a composition", async () => {
    const { onChange } = show(1);
    const input = screen.getByRole("combobox");
    await userEvent.type(input, "少儿");
    await screen.findByRole("option", { name: "少儿读者" });
    input.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, isComposing: true, bubbles: true }),
    );
    expect(onChange).not.toHaveBeenCalledWith("2");
    await userEvent.keyboard("{Enter}");
    expect(onChange).toHaveBeenLastCalledWith("2");
  });
});
