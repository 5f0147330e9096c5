/** Who came again, by what, in the order in which they came; names never go on paper. */
import { useEffect, useId, useState } from "react";
import { useLocation } from "wouter";
import { ACTIVITY_KINDS } from "#shared/model/activity.ts";
import { useOutreachParts } from "../../../desk-services/figures/use-outreach-parts.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { CameAgain, RoundReport } from "../../../platform/worker/outreach-result-api.ts";
import { classNames } from "../../../ui/class-names.ts";
import { NumberDoor } from "./number-door.tsx";
import type { OpenReaders } from "./parts-tile.tsx";
import styles from "./result.module.css";

const MOST = 6;

export function CameTile({ report, onOpen }: { readonly report: RoundReport; readonly onOpen: OpenReaders }) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const nameOf = useOutreachParts();
  const [, navigate] = useLocation();
  const [isHeldBack, setHeldBack] = useState(false);
  const came = useCameAgain(report, isHeldBack);
  const { contacted, heldBack } = report.result;
  const count = (isHeldBack ? heldBack : contacted).returned;
  const tab = (held: boolean, name: string, returned: number) => (
    <button type="button" aria-pressed={isHeldBack === held} onClick={() => setHeldBack(held)}>
      {t("result.came-tab", { group: name, count: returned })}
    </button>
  );
  return (
    <section className={classNames("tile no-print", styles.came)} aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {t("result.came")} <small>{t("result.came-sub")}</small>
        </h2>
        {heldBack.readers > 0 && (
          <span className={styles.seg} role="group" aria-label={t("result.came-group")}>
            {tab(false, t("result.contacted"), contacted.returned)}
            {tab(true, t("result.held"), heldBack.returned)}
          </span>
        )}
      </header>
      {count === 0 && <p className="meta">{t("result.came-none")}</p>}
      <ul className={styles.list}>
        {came.map(({ recipient, reader, on, kinds, channel, name }) => (
          <li key={recipient}>
            <time dateTime={on}>{format.shownDay(on)}</time>
            <span className="clip">
              <button type="button" className="link" onClick={() => navigate(`/readers/${reader}`)}>
                <PersonName>{name}</PersonName>
              </button>{" "}
              <span className="soft">{format.list(kinds.map((kind) => usedText(kind, t)))}</span>
            </span>
            <span className="meta">{channel !== "" && nameOf("channel", channel)}</span>
          </li>
        ))}
      </ul>
      {count > 0 && (
        <p className="say">
          <NumberDoor
            count={count}
            label={t("result.came")}
            className="link"
            onOpen={() => onOpen({ who: isHeldBack ? "held-back-returned" : "returned" })}
          >
            {t("result.came-all", { count })}
          </NumberDoor>
        </p>
      )}
    </section>
  );
}

interface Named extends CameAgain {
  readonly name: string;
}

function useCameAgain(report: RoundReport, isHeldBack: boolean): readonly Named[] {
  const { worker, db } = useServices();
  const [loaded, setLoaded] = useState<readonly Named[]>([]);
  useEffect(() => {
    let isWanted = true;
    const read = async (): Promise<readonly Named[]> => {
      const came = await worker.outreachResults.cameAgain(report.outreach, isHeldBack, MOST);
      const rows = await db.reader.bulkGet(came.map(({ reader }) => reader));
      return came.map((one, place) => ({ ...one, name: rows[place]?.name ?? "" }));
    };
    read().then(
      (named) => isWanted && setLoaded(named),
      // the number beside the list is right, and opens them
      () => isWanted && setLoaded([]),
    );
    return () => {
      isWanted = false;
    };
  }, [worker, db, report, isHeldBack]);
  return loaded;
}

function usedText({ kind, amount }: CameAgain["kinds"][number], t: Translate): string {
  const activity = ACTIVITY_KINDS.find((each) => each === kind);
  const name =
    activity === undefined
      ? t(kind === "opinion" ? "result.used-opinion" : "result.used-contact")
      : t(`words.activity.${activity}`);
  return amount > 1 ? t("result.used", { kind: name, amount }) : name;
}
