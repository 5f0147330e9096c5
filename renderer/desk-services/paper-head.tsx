/**
 * The head of a printed page of figures, on paper alone: whose they are, of which branch and time, and what they show.
 */
import { useLibraryName } from "./use-library-name.ts";

interface PaperHeadProps {
  readonly title: string;
  /** The branch, or that it is all of them. */
  readonly scope: string;
  readonly period: string;
}

export function PaperHead({ title, scope, period }: PaperHeadProps) {
  const library = useLibraryName();
  return (
    <header className="print-only paper-head">
      <p>{[library, scope, period].filter((part) => part !== "").join(" · ")}</p>
      <h1>{title}</h1>
    </header>
  );
}
