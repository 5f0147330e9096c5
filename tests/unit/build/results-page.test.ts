import { expect, it } from "vitest";
import { withSection } from "../../../build/results-page.ts";

const PAGE = "# Measured\n\nReport only.\n\n## one\n\nold\n\n| a |\n| --- |\n\n## two\n\nstays\n";

it("replaces the section of what was run, and leaves the others as they are", () => {
  expect(withSection(PAGE, "one", "\nnew\n\n")).toBe(
    "# Measured\n\nReport only.\n\n## one\n\nnew\n\n## two\n\nstays\n",
  );
  expect(withSection(PAGE, "two", "new")).toBe(
    "# Measured\n\nReport only.\n\n## one\n\nold\n\n| a |\n| --- |\n\n## two\n\nnew\n",
  );
});

it("puts a new section last", () => {
  expect(withSection("# Measured\n", "one", "new")).toBe("# Measured\n\n## one\n\nnew\n");
});
