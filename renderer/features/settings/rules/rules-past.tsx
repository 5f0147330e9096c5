/** The last rounds on this computer; each opens to whom it named and why, and what it was held back for. */
import { useEffect, useState } from "react";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { RuleRound } from "../../../platform/worker/rules-api.ts";
import { RuleResult } from "./rules-result.tsx";

/** Nothing of a round that has withdrawn nothing. */
export const withdrawnText = ({ withdrawn = 0 }: Pick<RuleRound, "withdrawn">, t: Translate): readonly string[] =>
  withdrawn > 0 ? [t("words.rules-withdrew", { count: withdrawn })] : [];

export function PastRounds() {
  const t = useT();
  const format = useFormat();
  const { worker } = useServices();
  const { staff: colleagues } = useHouse();
  const sayRound = (
    by: RuleRound["by"],
    colleague: string | undefined,
    values: { readonly at: string; readonly count: number },
  ): string =>
    colleague === undefined ? t(`rules.past-${by}`, values) : t("rules.past-named", { colleague, ...values });
  const [rounds, setRounds] = useState<readonly RuleRound[] | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  useEffect(() => {
    let isWanted = true;
    worker.rules.rounds().then(
      (found) => isWanted && setRounds(found),
      () => isWanted && setRounds([]),
    );
    return () => {
      isWanted = false;
    };
  }, [worker]);
  if (rounds === null) return null;
  if (rounds.length === 0) return <p className="soft">{t("rules.past-none")}</p>;
  return (
    <ul className="list">
      {rounds.map(({ at, day, by, staff, made, withdrawn = 0, taken, held }) => (
        <li key={at}>
          <button
            type="button"
            className="link-line"
            aria-expanded={opened === at}
            onClick={() => setOpened(opened === at ? null : at)}
          >
            {[
              sayRound(by, colleagues.get(staff ?? ""), { at: `${day} ${format.time(at)}`, count: made.length }),
              ...withdrawnText({ withdrawn }, t),
            ].join(" · ")}
          </button>
          {opened === at && <RuleResult proposals={made} held={held} {...(taken !== undefined && { taken })} />}
        </li>
      ))}
    </ul>
  );
}
