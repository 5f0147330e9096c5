/** What was found, under the box: enough to tell two readers of one name apart, phones masked. */

import { groupCard } from "#shared/model/input/card-number.ts";
import type { Masked } from "../../../db/masked.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { useDeskNames } from "../desk-names.ts";
import type { ReaderAnswer } from "./use-reader-search.ts";

export const rowId = (listId: string, row: number): string => `${listId}-${row}`;

export interface ScanListProps {
  readonly id: string;
  readonly answer: ReaderAnswer;
  readonly active: number;
  /** Whoever was clicked, whatever stands in the box by then. */
  readonly onOpen: (reader: string) => void;
}

export function ScanList({ id, answer, active, onOpen }: ScanListProps) {
  const t = useT();
  const names = useDeskNames();
  const { rows, total } = answer;
  return (
    <div className="scan-list">
      <div className="scan-rows" id={id} role="listbox" aria-label={t("desk.found-readers")}>
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the focus and the keys, as in every combobox
          <div
            key={row.id}
            id={rowId(id, index)}
            role="option"
            aria-selected={index === active}
            className={classNames("scan-row", index === active && "is-active")}
            ref={index === active ? scrollHere : null}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onOpen(row.id)}
          >
            <b className="clip">
              <PersonName>{row.name ?? t("words.no-name")}</PersonName>
            </b>
            <span className="mono">{row.card === undefined ? t("desk.no-card") : groupCard(row.card)}</span>
            <span className="clip soft">{joined(row, names.code)}</span>
            <span className="mono soft">{row.phones?.[0]}</span>
          </div>
        ))}
      </div>
      <p className="scan-total meta" aria-live="polite">
        {rows.length === 0
          ? t("desk.none-found")
          : rows.length === total
            ? t("desk.found-all", { total })
            : t("desk.found-total", { shown: rows.length, total })}
      </p>
    </div>
  );
}

const scrollHere = (element: HTMLDivElement | null): void => element?.scrollIntoView({ block: "nearest" });

const joined = (row: Masked<"reader">, code: (list: "category", code: string) => string): string =>
  [row.category === undefined ? undefined : code("category", row.category), row.organisation, row.unit]
    .filter((part) => part !== undefined)
    .join(" · ");
