/** How many readers come with which probability; each number leads to them. */
import { hideSmallCells } from "#shared/analysis/small-cells.ts";
import { useT } from "../../../i18n/use-t.ts";
import { COMING_BANDS, type ComingBand } from "../../../platform/expected-use-api.ts";
import type { Figure } from "../../../platform/statistics-api.ts";
import { Unprinted } from "../unprinted.tsx";
import { NumberLink } from "./number-link.tsx";

export function ComingBands({ bands, onOpen }: { readonly bands: Readonly<Record<ComingBand, number>>; readonly onOpen: (figure: Figure) => void }) {
  const t = useT();
  const safe = hideSmallCells(COMING_BANDS.map((band) => bands[band])).counts;
  return (
    <ul className="bands" aria-label={t("figures.bands")}>
      {COMING_BANDS.map((band, place) => (
        <li key={band}>
          <span>{t(`figures.band-${band}`)}</span>
          <Unprinted isHidden={safe[place] === null}>
            <NumberLink count={bands[band]} label={t("figures.count-of", { name: t(`figures.band-${band}`), count: bands[band] })} onOpen={() => onOpen({ tag: "coming", band })} />
          </Unprinted>
        </li>
      ))}
    </ul>
  );
}
