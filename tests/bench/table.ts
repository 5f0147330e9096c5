/** Figures as a Markdown table, padded so that it reads in a terminal too. */
import { type Figure, figureText, verdictOf } from "./figure.ts";

const HEADER = ["measured", "figure", "goal", "", "how"] as const;

export function figuresTable(figures: readonly Figure[]): string {
  const groups = [...new Set(figures.map(({ group }) => group))];
  const rows = groups.flatMap((group) => [
    [`**${group}**`, "", "", "", ""],
    ...figures.filter((figure) => figure.group === group).map(figureRow),
  ]);
  return textTable([[...HEADER], ...rows]);
}

const figureRow = (figure: Figure): string[] => [
  figure.name,
  figureText(figure.value, figure.unit),
  figure.goal === undefined ? "" : `≤ ${figureText(figure.goal, figure.unit)}`,
  verdictOf(figure),
  figure.note ?? "",
];

/** The first row is the header. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [header = [], ...body] = rows;
  return [line(header), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body.map(line)].join("\n");
}
