/**
 * What stands on every printed page, on paper alone: at its head the library, the branch, the time it is about and what
 * it shows, at its foot where, by whom and when it was printed.
 */
import { useLibraryName } from "../use-library-name.ts";
import { usePrintFoot } from "./use-print-foot.ts";

interface PaperHeadProps {
  /** Undefined where the page bears its title itself. */
  readonly title?: string;
  /** The branch, or that it is all of them. */
  readonly scope: string;
  readonly period?: string;
}

export function PaperHead({ title, scope, period = "" }: PaperHeadProps) {
  const library = useLibraryName();
  return (
    <header className="print-only paper-head">
      <p>{[library, scope, period].filter((part) => part !== "").join(" · ")}</p>
      {title !== undefined && <h1>{title}</h1>}
    </header>
  );
}

/** A foot that stands in a narrow paper: its last word, the day with the hour, is not broken at its strokes. */
export function FootLine({ text }: { text: string }) {
  const last = text.lastIndexOf(" ") + 1;
  return (
    <>
      {text.slice(0, last)}
      <span className="nowrap">{text.slice(last)}</span>
    </>
  );
}

export const PaperFoot = () => <footer className="print-only paper-foot">{usePrintFoot()}</footer>;
