/** A pair that was decided: who said what and when, both readers as doors, and how to take it back. */
import { TriangleAlert } from "lucide-react";
import { groupCard } from "#shared/model/input/card-number.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import styles from "./duplicates.module.css";
import type { MergedPair, ToldApart } from "./duplicates-queries.ts";

export interface DecidedPaneProps {
  readonly apart?: ToldApart | undefined;
  readonly merged?: MergedPair | undefined;
  readonly onTakeBack: () => void;
  readonly onReader: (id: string) => void;
}

export function DecidedPane({ apart, merged, onTakeBack, onReader }: DecidedPaneProps) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const now = useServices().clock.now();
  // beside an empty list, which says why
  if (apart === undefined && merged === undefined) return <main className={styles.main} id="main" />;
  const { at, staff } = apart ?? merged ?? { at: 0, staff: "" };
  const people: readonly (readonly [id: string, name: string, card: string | undefined])[] =
    apart !== undefined
      ? [
          [apart.ids[0], apart.names[0], apart.cards[0]],
          [apart.ids[1], apart.names[1], apart.cards[1]],
        ]
      : merged === undefined
        ? []
        : [
            [merged.id, merged.name, merged.card],
            [merged.main.id, merged.main.name, merged.main.card],
          ];
  const values = { when: format.moment(at, now), name: house.staff.get(staff) ?? t("duplicates.somebody") };
  return (
    <main className={styles.main} id="main">
      <div className={`${styles.body} scroll`}>
        {(apart?.isMerged || merged?.isToldApart) && (
          <div className="alert alert-warn">
            <Icon icon={TriangleAlert} />
            <span className="grow">{t("duplicates.decided-twice")}</span>
          </div>
        )}
        <p>{t(apart !== undefined ? "duplicates.apart-by" : "duplicates.merged-by", values)}</p>
        <ul className="list">
          {people.map(([id, name, card]) => (
            <li key={id} className="line">
              <button type="button" className="link" onClick={() => onReader(id)}>
                <PersonName>{name === "" ? t("words.no-name") : name}</PersonName>
              </button>
              <span className="mono soft">{card === undefined ? t("readers.potential") : groupCard(card)}</span>
            </li>
          ))}
        </ul>
        <p className="soft">{t(apart !== undefined ? "duplicates.apart-hint" : "duplicates.merged-hint")}</p>
      </div>
      <footer className={styles.foot}>
        <p className="grow">{merged !== undefined && t("duplicates.days-left-long", { count: merged.daysLeft })}</p>
        <Button keys="U" onClick={onTakeBack}>
          {t(apart !== undefined ? "duplicates.undo" : "duplicates.part")}
        </Button>
      </footer>
    </main>
  );
}
