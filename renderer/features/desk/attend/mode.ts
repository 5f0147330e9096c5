/** What a scan does at this desk: open the card, count a visit, or count who came to an event. */

export type DeskMode =
  | { readonly tag: "card" }
  | { readonly tag: "visit"; readonly lines: readonly NumberedLine[] }
  /** @property name of the event, as the records keep it */
  | { readonly tag: "event"; readonly name: string; readonly lines: readonly NumberedLine[] };

export type CountingMode = Exclude<DeskMode, { tag: "card" }>;

/** What became of a scan. */
export type ScanLine =
  /** @property seq of the command, to take it back */
  | { readonly tag: "counted"; readonly activity: string; readonly reader: string; readonly seq: number }
  | { readonly tag: "again"; readonly reader: string }
  | { readonly tag: "nobody"; readonly code: string };

/** The nth scan of this sitting. */
export type NumberedLine = ScanLine & { readonly n: number };

export const CARD_MODE: DeskMode = { tag: "card" };

export const isSameSitting = (a: DeskMode, b: DeskMode): boolean =>
  a.tag === b.tag && (a.tag !== "event" || b.tag !== "event" || a.name === b.name);

/** Latest first. */
export const withLine = (mode: DeskMode, line: ScanLine): DeskMode =>
  mode.tag === "card" ? mode : { ...mode, lines: [{ ...line, n: mode.lines.length + 1 }, ...mode.lines] };

/** Ids of the records that this sitting has made; those taken back since are still among them. */
export const countedIds = (mode: DeskMode): readonly string[] =>
  mode.tag === "card"
    ? []
    : [...new Set(mode.lines.flatMap((line) => (line.tag === "counted" ? [line.activity] : [])))];
