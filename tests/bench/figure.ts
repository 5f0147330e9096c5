/** One measured figure with what is wanted of it. A goal is an upper bound; it judges, and never fails the run. */

export type Unit = "ms" | "s" | "ratio" | "bytes" | "KB" | "MB" | "count" | "µs";

export interface Figure {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly goal?: number;
  /** How it was measured, where the name does not say it. */
  readonly note?: string;
}

export type Verdict = "ok" | "over" | "";

export const verdictOf = ({ value, goal }: Figure): Verdict =>
  goal === undefined ? "" : value <= goal ? "ok" : "over";

/** Enough digits to compare, none that are noise. */
export function figureText(value: number, unit: Unit): string {
  switch (unit) {
    case "ratio":
      return `${value.toFixed(2)} ×`;
    case "count":
    case "bytes":
      return `${Math.round(value)}${unit === "bytes" ? " B" : ""}`;
    case "s":
      return `${value.toFixed(value < 10 ? 2 : 1)} s`;
    default:
      return `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
  }
}
