import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { type CSSProperties, useState } from "react";
import { describe, expect, it, vi } from "vitest";
import type { ListPlace } from "../../../renderer/ui/list-keys.ts";
import { type GridColumn, VirtualGrid } from "../../../renderer/ui/virtual-grid.tsx";
import "../../../renderer/styles/index.css";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { paperOf } from "../desk/keys.ts";

const COLUMNS = [
  { id: "name", header: "姓名", width: "minmax(0, 2fr)" },
  { id: "visits", header: "到馆", width: "80px", numeric: true },
];

interface GridProps {
  onOpen?: (row: number) => void;
  rowCount?: number;
  height?: number;
  width?: number;
  columns?: readonly GridColumn[];
}

function Grid({ onOpen, rowCount = 100_000, height = 320, width = 600, columns = COLUMNS }: GridProps) {
  const [active, setActive] = useState<ListPlace>({ row: 0, column: -1 });
  return (
    <div style={{ height, width, display: "flex", flexDirection: "column" }}>
      <VirtualGrid
        label="读者"
        columns={columns}
        rowCount={rowCount}
        renderCell={(row, column) => `${column.id} ${row}`}
        active={active}
        onActive={setActive}
        {...(onOpen && { onOpen })}
      />
      <button type="button">后面</button>
    </div>
  );
}

/** The element that the grid names as active. */
const active = (): HTMLElement | null =>
  document.getElementById(screen.getByRole("grid").getAttribute("aria-activedescendant") ?? "");

const isInSight = (): boolean => {
  const [row, grid] = [active()?.getBoundingClientRect(), screen.getByRole("grid").getBoundingClientRect()];
  const head = screen.getAllByRole("row")[0]?.getBoundingClientRect();
  return row !== undefined && row.top >= (head?.bottom ?? 0) && row.bottom <= grid.bottom;
};

const WIDE = [
  { id: "name", header: "姓名", width: "minmax(8em, 2fr)" },
  { id: "card", header: "证号", width: "minmax(10em, 1fr)" },
  { id: "category", header: "类型", width: "minmax(0, 1fr)" },
  { id: "phone", header: "电话", width: "9em" },
];

/** Heads to press, by which a list is put in order, are taller than the words below. */
const ORDERED = WIDE.map((column) => ({
  ...column,
  header: (
    <button type="button" className="btn">
      {column.header}
    </button>
  ),
}));

/** In the window's frame, which is the container that the styles measure. */
function Framed({ width, zoom }: { width: number; zoom: number }) {
  return (
    <div style={{ width, height: 384 * zoom }}>
      <div className="window" style={{ "--zoom": zoom } as CSSProperties}>
        <div className="window-inner">
          <div className="app">
            <main className="centre work">
              <VirtualGrid
                label="读者"
                columns={WIDE}
                rowCount={2001}
                renderCell={(row, column) => `${column.id} ${row}`}
                active={{ row: 0, column: -1 }}
                onActive={() => undefined}
              />
            </main>
          </div>
        </div>
      </div>
    </div>
  );
}

describe("VirtualGrid", () => {
  it.each([
    [341, 1],
    [683, 1],
    [1366, 2],
  ])("makes a few rows and cuts no column off in a window of %i pixels at a zoom of %i", async (width, zoom) => {
    render(<Framed width={width} zoom={zoom} />);
    await waitFor(() => expect(screen.getAllByRole("row").length).toBeLessThan(60));
    const grid = screen.getByRole("grid");
    await waitFor(() => expect(grid.scrollWidth).toBeLessThanOrEqual(grid.clientWidth));
    const { right } = grid.getBoundingClientRect();
    const [head, first, second] = screen.getAllByRole("row");
    const cells = [...(first?.children ?? [])].map((cell) => cell.getBoundingClientRect());
    expect(cells).toHaveLength(WIDE.length);
    for (const cell of cells) {
      expect(cell.width).toBeGreaterThan(60 * zoom);
      expect(cell.right).toBeLessThanOrEqual(right);
    }
    // each column stands below its heading, and no row over another
    const lefts = (row: Element | undefined) =>
      [...(row?.children ?? [])].map((cell) => Math.round(cell.getBoundingClientRect().left));
    expect(lefts(first)).toEqual(lefts(head));
    expect(Math.max(...cells.map(({ bottom }) => bottom))).toBeLessThanOrEqual(
      (second?.getBoundingClientRect().top ?? 0) + 1,
    );
    expect(new Set(cells.map(({ top }) => Math.round(top))).size).toBe(width === 341 ? 2 : 1);
  });

  it("makes a few rows of a hundred thousand, and tells their number", () => {
    render(<Grid />);
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(screen.getByRole("grid").ariaRowCount).toBe("100001");
  });

  it("asks for the keys of the rows it makes, however often it is drawn, so that a list may load what is looked at only", async () => {
    const asked = new Set<number>();
    // another function each time, as a list that is still loading gives it
    const grid = (row: number) => (
      <div style={{ height: 320, display: "flex", flexDirection: "column" }}>
        <VirtualGrid
          label="读者"
          columns={COLUMNS}
          rowCount={100_000}
          rowKey={(index) => {
            asked.add(index);
            return `reader-${index}`;
          }}
          renderCell={(index, column) => `${column.id} ${index}`}
          active={{ row, column: -1 }}
          onActive={() => undefined}
        />
      </div>
    );
    const { rerender } = render(grid(0));
    rerender(grid(99_999));
    await expect.poll(() => active()?.ariaRowIndex).toBe("100001");
    expect(asked.has(99_999)).toBe(true);
    expect(asked.size).toBeLessThan(150);
  });

  it("stands whole on paper, at once, and with a few rows on the screen again afterwards", async () => {
    render(<Grid rowCount={500} />);
    dispatchEvent(new Event("beforeprint"));
    // the printer does not wait: no drawing lies between
    expect(screen.getAllByRole("row")).toHaveLength(501);
    expect(screen.getByText("name 499").closest<HTMLElement>(".grid-row")?.style.transform).toBe("");
    // what a browser says again at the head of every sheet
    const heads = screen.getByText("姓名").closest("[role=rowgroup]");
    let display = "";
    await paperOf(async () => {
      window.print();
      display = getComputedStyle(heads ?? document.body).display;
    });
    expect(display).toBe("table-header-group");
    dispatchEvent(new Event("afterprint"));
    await waitFor(() => expect(screen.getAllByRole("row").length).toBeLessThan(60));
  });

  it("is one tab stop", async () => {
    render(<Grid />);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole("grid"));
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole("button"));
  });

  it("moves by arrows and leaps to both ends, with the row always in the page", async () => {
    render(<Grid />);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(active()?.ariaRowIndex).toBe("4");
    await userEvent.keyboard("{End}");
    await expect.poll(() => active()?.ariaRowIndex).toBe("100001");
    await expect.poll(() => active()?.getBoundingClientRect().top ?? 0).toBeLessThan(340);
    await userEvent.keyboard("{Home}");
    await expect.poll(() => active()?.ariaRowIndex).toBe("2");
  });

  it.each([
    ["on one line", 600, COLUMNS],
    ["on several, under a head taller than they are", 300, ORDERED],
  ] as const)(
    "keeps the row in hand in sight, rows %s, down and up, and when the list loses room",
    async (_, width, columns) => {
      const { rerender } = render(<Grid width={width} columns={columns} />);
      await userEvent.tab();
      await userEvent.keyboard("{ArrowDown>8/}");
      await waitFor(() => expect([active()?.textContent?.slice(0, 6), isInSight()]).toEqual(["name 8", true]));
      await userEvent.keyboard("{ArrowUp>6/}");
      await waitFor(() => expect([active()?.textContent?.slice(0, 6), isInSight()]).toEqual(["name 2", true]));
      await userEvent.keyboard("{ArrowDown>6/}");
      rerender(<Grid height={240} width={width} columns={columns} />);
      await waitFor(() => expect(screen.getByRole("grid").clientHeight).toBeLessThan(240));
      await waitFor(() => expect(isInSight()).toBe(true));
    },
  );

  it("keeps the row in hand in sight when the window becomes narrow and the rows higher", async () => {
    const { rerender } = render(<Grid columns={ORDERED} />);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowDown>30/}");
    await waitFor(() => expect([active()?.textContent?.slice(0, 7), isInSight()]).toEqual(["name 30", true]));
    rerender(<Grid columns={ORDERED} width={300} />);
    await waitFor(() => expect(screen.getByRole("grid").className).toContain("grid-folded"));
    await waitFor(() => expect(isInSight()).toBe(true));
  });

  it("brings the list into the window as one goes through it, where the page scrolls too", async () => {
    render(
      <div data-testid="page" style={{ height: 400, overflow: "auto" }}>
        <div style={{ height: 300 }} />
        <Grid />
      </div>,
    );
    await userEvent.tab();
    const around = screen.getByTestId("page");
    around.scrollTop = 100;
    const [grid, end] = [screen.getByRole("grid"), around.getBoundingClientRect().bottom];
    expect(grid.getBoundingClientRect().bottom).toBeGreaterThan(end);
    await userEvent.keyboard("{ArrowDown}");
    expect(grid.getBoundingClientRect().bottom).toBeLessThanOrEqual(end);
  });

  it("enters a row's cells with →", async () => {
    render(<Grid />);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    expect(active()?.textContent).toBe("visits 0");
  });

  it("opens with Enter, but not with the Enter that ends a composition", async () => {
    const onOpen = vi.fn();
    render(<Grid onOpen={onOpen} />);
    await userEvent.tab();
    screen
      .getByRole("grid")
      .dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", isComposing: true, bubbles: true }));
    expect(onOpen).not.toHaveBeenCalled();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(1);
  });

  it("has no fault that axe finds", async () => {
    render(<Grid />);
    expect(await findAxeFaults()).toEqual([]);
  });
});
