/** What is told of the readers behind a number, and so in which order they come. */
import type { Figure } from "./statistics-api.ts";

/**
 * Where they stand in the life cycle, how much they use, what is to be expected of them, or when somebody last spoke
 * with them.
 */
export type FigureTold = "life" | "value" | "expected" | "contact";

const VALUE_FIGURES: ReadonlySet<Figure["tag"]> = new Set([
  "score",
  "measured",
  "top-fifth",
  "entered-fifth",
  "left-fifth",
  "took-part",
]);

export function toldOf(figure: Figure): FigureTold {
  if (figure.tag === "coming") return "expected";
  if (figure.tag === "not-contacted") return "contact";
  return VALUE_FIGURES.has(figure.tag) || (figure.tag === "group" && figure.group === "core") ? "value" : "life";
}
