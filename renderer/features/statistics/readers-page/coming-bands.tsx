/** How many readers come with which probability; each number leads to them. */

import { Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { COMING_BANDS, type ComingBand } from "../../../platform/worker/expected-use-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { NumberLink } from "./number-link.tsx";

export function ComingBands({
  bands,
  isTold,
  onOpen,
}: {
  readonly bands: Readonly<Record<ComingBand, number>>;
  readonly isTold: boolean;
  readonly onOpen: (figure: Figure) => void;
}) {
  const t = useT();
  return (
    <ul className="bands" aria-label={t("figures.bands")}>
      {COMING_BANDS.map((band) => (
        <li key={band}>
          <span>{t(`figures.band-${band}`)}</span>
          <Unprinted isHidden={!isTold}>
            <NumberLink
              count={bands[band]}
              label={t("figures.count-of", { name: t(`figures.band-${band}`), count: bands[band] })}
              onOpen={() => onOpen({ tag: "coming", band })}
            />
          </Unprinted>
        </li>
      ))}
    </ul>
  );
}
