/** What is told of the readers behind a number, and in which order they come. */
import type { Figure, FigureReader } from "../../platform/statistics-api.ts";

/** Where they stand in the life cycle, how much they use, or what is to be expected of them. */
export type Told = "life" | "value" | "expected";

const VALUE_FIGURES: ReadonlySet<Figure["tag"]> = new Set(["score", "top-fifth", "entered-fifth", "left-fifth"]);

export function toldOf(figure: Figure): Told {
  if (figure.tag === "active") return "expected";
  return VALUE_FIGURES.has(figure.tag) || (figure.tag === "group" && figure.group === "core") ? "value" : "life";
}

/** Whose state has changed last is the most urgent, then who has a responsible colleague; who uses most; who is least likely to come again. */
export function inOrder<R extends FigureReader & { readonly owner: string | undefined }>(readers: readonly R[], told: Told): readonly R[] {
  const first: Readonly<Record<Told, (a: R, b: R) => number>> = {
    life: (a, b) => (b.since ?? "").localeCompare(a.since ?? "") || Number(b.owner !== undefined) - Number(a.owner !== undefined),
    value: (a, b) => b.value.points - a.value.points,
    expected: (a, b) => (a.expected?.active ?? 0) - (b.expected?.active ?? 0),
  };
  return readers.toSorted((a, b) => first[told](a, b) || (a.id < b.id ? -1 : 1));
}
