/** The cells of a row: what each holds, which one is next, and which one the page is at. */
import type { MailCell, MailItem } from "#shared/model/mail/mail-item.ts";

/** What goes along where a cell is to be as in the row above. */
export const MAIL_FIELDS: Readonly<Record<MailCell, readonly (keyof MailItem)[]>> = {
  channel: ["channel", "system"],
  system: ["system"],
  number: ["number"],
  orderDue: ["orderDue"],
  who: ["who", "reader"],
  kind: ["kind"],
  title: ["title"],
  text: ["text"],
  due: ["due"],
  owner: ["owner"],
};

const CELLS = Object.keys(MAIL_FIELDS) as readonly MailCell[]; // the keys of a constant

/** As `data-cell` says it. */
export const mailCellPlace = (id: string, cell: MailCell): string => `${id}/${cell}`;

export function cellOf(element: Element | null): { readonly id: string; readonly cell: MailCell } | null {
  const [id = "", name] = element instanceof HTMLElement ? (element.dataset.cell ?? "").split("/") : [];
  const cell = CELLS.find((each) => each === name);
  return cell === undefined ? null : { id, cell };
}

/** A card that was scanned first has said it. */
const fromWhom = ({ reader }: MailItem): MailCell => (reader === null ? "who" : "kind");

/** Null: the first one of the next row. What stands there already is not asked again. */
export function nextCell(item: MailItem, cell: MailCell): MailCell | null {
  switch (cell) {
    case "channel":
      return item.channel !== "order" ? fromWhom(item) : item.system === "" ? "system" : "number";
    case "system":
      return "number";
    case "number":
      return "orderDue";
    case "orderDue":
      return fromWhom(item);
    case "who":
      return "kind";
    case "kind":
      return "title";
    case "title":
      return "text";
    case "text":
      return item.owner === "" ? "owner" : null;
    case "due":
      return "owner";
    case "owner":
      return null;
  }
}
