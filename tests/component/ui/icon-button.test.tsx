/** A button that is an icon: its name and its key are said to who does not see them. */
import { render, screen } from "@testing-library/react";
import { Trash2 } from "lucide-react";
import { expect, test } from "vitest";
import { IconButton } from "../../../renderer/ui/button.tsx";

test("says its key in its title, and to a screen reader", () => {
  render(<IconButton icon={Trash2} label="删去" keys="Alt+Del" />);
  const button = screen.getByRole("button", { name: "删去" });
  expect(button.title).toBe("删去 Alt+Del");
  expect(button.getAttribute("aria-keyshortcuts")).toBe("Alt+Delete");
});
