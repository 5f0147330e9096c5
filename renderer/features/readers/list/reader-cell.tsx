/** One cell of the list of readers, and the same as a text for paper. Only open work is a figure that leads on. */
import { groupCard } from "#shared/model/input/card-number.ts";
import type { Masked } from "../../../db/masked.ts";
import { codeName, type House } from "../../../db/read-house.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import type { Format } from "../../../i18n/format.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { Locale } from "../../../i18n/locale.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { RowFacts } from "./row-facts.ts";

interface ReaderCellProps {
  readonly reader: Masked<"reader">;
  readonly column: string;
  readonly house: House;
  readonly locale: Locale;
  readonly facts: RowFacts;
  readonly onOpenWork: () => void;
}

export function ReaderCell({ reader, column, house, locale, facts, onOpenWork }: ReaderCellProps) {
  const format = useFormat();
  const t = useT();
  const use = facts.usedBy(reader.id);
  switch (column) {
    case "name":
      return (
        <b>
          <PersonName>{reader.name ?? t("words.no-name")}</PersonName>
        </b>
      );
    case "card":
      return <span className="mono">{groupCard(reader.card ?? "")}</span>;
    case "stage":
    case "days":
      return factText(reader, column, { facts, format, t });
    case "lastUse":
      return use?.lastUseOn === undefined ? (
        ""
      ) : (
        <>
          {format.shownDay(use.lastUseOn)}{" "}
          <span className="meta">{t("readers.open-days", { count: use.openDaysSince ?? 0 })}</span>
        </>
      );
    case "open": {
      const open = facts.openOf(reader.id) ?? 0;
      return (
        open > 0 && (
          <button
            type="button"
            className="link"
            tabIndex={-1}
            aria-label={t("readers.open-work-of", { count: open, name: reader.name ?? "" })}
            onClick={onOpenWork}
          >
            <b>{format.number(open)}</b>
          </button>
        )
      );
    }
    case "owner":
      return reader.owner === undefined ? (
        <span className="meta">{t("readers.no-owner")}</span>
      ) : (
        (house.staff.get(reader.owner) ?? "")
      );
    default:
      return readerText(reader, column, { house, locale, format });
  }
}

interface FactWords {
  readonly facts: RowFacts;
  readonly format: Format;
  readonly t: Translate;
}

/** Stage, last use, days and open work in words. */
function factText({ id }: Masked<"reader">, column: string, { facts, format, t }: FactWords): string {
  if (column === "open") {
    const open = facts.openOf(id) ?? 0;
    return open > 0 ? format.number(open) : "";
  }
  const use = facts.usedBy(id);
  if (use == null) return "";
  if (column === "stage") return t(`life.state-${use.state}`);
  if (column === "days") return format.number(use.days);
  return use.lastUseOn === undefined
    ? ""
    : `${format.shownDay(use.lastUseOn)} ${t("readers.open-days", { count: use.openDaysSince ?? 0 })}`;
}

/** Any column as a text. */
export function paperText(reader: Masked<"reader">, column: string, words: CellWords & FactWords): string {
  switch (column) {
    case "stage":
    case "lastUse":
    case "days":
    case "open":
      return factText(reader, column, words);
    case "owner":
      return words.house.staff.get(reader.owner ?? "") ?? "";
    default:
      return readerText(reader, column, words);
  }
}

interface CellWords {
  readonly house: House;
  readonly locale: Locale;
  readonly format: Format;
}

function readerText(reader: Masked<"reader">, column: string, { house, locale, format }: CellWords): string {
  switch (column) {
    case "name":
      return reader.name ?? "";
    case "card":
      return reader.card ?? "";
    case "category":
      return reader.category === undefined ? "" : codeName(house, "category", reader.category, locale);
    case "organisation":
      return [reader.organisation, reader.unit].filter(Boolean).join(" · ");
    case "phones":
      return reader.phones?.[0] ?? "";
    case "branch":
      return reader.branch === undefined ? "" : (house.branches.get(reader.branch) ?? "");
    case "tags":
      return (reader.tags ?? []).map((tag) => `#${tag}`).join(" ");
    case "enrolledOn":
      return reader.enrolledOn === undefined ? "" : format.shownDay(reader.enrolledOn);
    default:
      return reader.expiresOn === undefined ? "" : format.shownDay(reader.expiresOn);
  }
}
