/** Ten groups of readers by what was foretold of them for the months held out, each beside who came. */
import type { ForecastMonths, Trial } from "#shared/analysis/forecast/forecast.ts";
import { Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { hidesGroup, useExpectedWords } from "./use-expected-words.ts";

export function HoldOutTable({
  trial: { kind, holdOut },
  months,
  isTold,
}: {
  readonly trial: Trial;
  readonly months: ForecastMonths;
  readonly isTold: boolean;
}) {
  const t = useT();
  const words = useExpectedWords();
  const name = t("figures.hold-out", { model: t(`figures.model-${kind}`), months });
  return (
    <table className="scores hold-out" aria-label={name} data-no-rows title={t("words.no-rows")}>
      <caption className="meta">{name}</caption>
      <TableHead cells={words.head} />
      <tbody>
        {holdOut.groups.map((group, place) => {
          const [number, readers, foretold, came, interval] = words.cells(group, place);
          const isHidden = !isTold || hidesGroup(group);
          return (
            <tr key={number}>
              <th scope="row">{number}</th>
              <td className="nums">
                <Unprinted isHidden={!isTold}>{readers}</Unprinted>
              </td>
              <td className="nums">{foretold}</td>
              <td className="nums">
                <Unprinted isHidden={isHidden}>{came}</Unprinted>
              </td>
              <td className="nums">
                <Unprinted isHidden={isHidden}>{interval}</Unprinted>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
