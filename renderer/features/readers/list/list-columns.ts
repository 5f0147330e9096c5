/**
 * The columns of the list of readers: which there are, which this computer shows and in what order, and which give way
 * first in a narrow window. The name is always the first.
 */
import type { RefObject } from "react";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import type { ReaderOrderBy } from "../../../platform/worker/reader-list-api.ts";
import { fitsOnLine } from "../../../ui/folded-row.ts";
import { useRoom } from "../../../ui/hooks/use-room.ts";
import { type GridColumn, PADDING_EM } from "../../../ui/virtual-grid.tsx";

const COLUMNS = {
  name: "minmax(9em, 1.2fr)",
  card: "minmax(10em, 1fr)",
  category: "minmax(6em, .8fr)",
  organisation: "minmax(8em, 1.4fr)",
  phones: "minmax(8em, .9fr)",
  branch: "minmax(6em, .8fr)",
  expiresOn: "7em",
  stage: "minmax(6em, .7fr)",
  lastUse: "minmax(13em, .9fr)",
  days: "5em",
  open: "4em",
  owner: "minmax(6em, .7fr)",
  tags: "minmax(8em, 1fr)",
  enrolledOn: "7em",
} as const;

export type ListColumn = keyof typeof COLUMNS;
export const ALL_COLUMNS = Object.keys(COLUMNS) as readonly ListColumn[]; // its own keys
export const PRINTED_COLUMNS = ["name", "card", "category", "organisation", "phones", "branch", "expiresOn"] as const;
/** Beside the reason why, until a person chooses others. */
const FIGURE_COLUMNS = ["name", "stage", "owner", "phones"] as const;

/** As many as stand beside each other on a page that is held upright. */
const UPRIGHT = 7;
/** More go across it. */
const ROWS_ACROSS = 32;

export const isAcross = (columns: readonly ListColumn[]): boolean => columns.length > UPRIGHT;

/** Undefined where they stand upright. */
export const rowsAPage = (columns: readonly ListColumn[]): number | undefined =>
  isAcross(columns) ? ROWS_ACROSS : undefined;

export const widthOf = (column: ListColumn): string => COLUMNS[column];

export function columnLabel(column: ListColumn): MessageId {
  switch (column) {
    case "stage":
    case "lastUse":
    case "days":
    case "open":
    case "owner":
      return `readers.column-${column}`;
    default:
      return `words.reader.${column}`;
  }
}

export const isNumber = (column: ListColumn): boolean => column === "days" || column === "open";

/** A day is not broken at its strokes, and the open days since then stay with their number. */
const DAYS: readonly ListColumn[] = ["expiresOn", "lastUse", "enrolledOn"];
export const isDayColumn = (column: ListColumn): boolean => DAYS.includes(column);

/** A telephone number is masked: an order by it would tell it. */
export const isOrdered = (column: ListColumn): column is ListColumn & ReaderOrderBy => column !== "phones";

/** Whether a column's values come from the library's use. */
export const isOfUse = (column: ListColumn): boolean => column === "stage" || column === "lastUse" || column === "days";

/** @param kept as this computer has noted them: what is unknown here, from a later program, is left out */
export function shownColumns(kept: readonly string[] | undefined, isOfFigure = false): readonly ListColumn[] {
  const known = ALL_COLUMNS.filter((column) => kept?.includes(column) === true);
  if (kept === undefined || known.length === 0) return isOfFigure ? FIGURE_COLUMNS : PRINTED_COLUMNS;
  return ["name", ...known.filter((column) => column !== "name").toSorted((a, b) => kept.indexOf(a) - kept.indexOf(b))];
}

/** All of them, for the choice: those that are shown in their order, then the others. */
export const columnsToChoose = (shown: readonly ListColumn[]): readonly ListColumn[] => [
  ...shown,
  ...ALL_COLUMNS.filter((column) => !shown.includes(column)),
];

/** In this order, as long as there is no room for all. */
const GIVE_WAY: readonly ListColumn[] = ["card", "stage", "expiresOn"];
/** And where a figure says more of each reader. */
const GIVE_WAY_TO_FIGURE: readonly ListColumn[] = [
  ...GIVE_WAY,
  "organisation",
  "branch",
  "enrolledOn",
  "tags",
  "category",
];

/**
 * @param added what a figure adds beside them
 * @returns those that are shown, and of them those that have room on one line
 */
export function useListColumns(
  holder: RefObject<HTMLElement | null>,
  added: readonly GridColumn[],
  isOfFigure: boolean,
): Readonly<Record<"shown" | "withRoom", readonly ListColumn[]>> {
  const { readerColumns } = useDeviceSettings();
  const room = useRoom(holder) - PADDING_EM;
  const shown = shownColumns(readerColumns, isOfFigure);
  const widthsAdded = added.map(({ width }) => width);
  let withRoom = shown;
  for (const column of isOfFigure ? GIVE_WAY_TO_FIGURE : GIVE_WAY) {
    if (fitsOnLine([...withRoom.map(widthOf), ...widthsAdded], room)) break;
    withRoom = withRoom.filter((each) => each !== column);
  }
  return { shown, withRoom };
}
