/** 联络: the outreaches that she stands on, latest first: how she was contacted, or why she was not. */
import { useLiveQuery } from "dexie-react-hooks";
import { Link } from "wouter";
import { attemptsOf, type CallState } from "#shared/outreach/call-state.ts";
import type { Row } from "../../../db/database.ts";
import { readToldStates } from "../../../db/lists/told-states.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Pill } from "../../../ui/pill.tsx";
import { channelText } from "../../../words/contact-words.ts";

export interface ReaderOutreach {
  readonly recipient: Row<"recipient">;
  readonly outreach: Row<"outreach">;
  /** Her own, or that of the call or letter by which she is told. */
  readonly state: CallState;
}

const NONE: readonly ReaderOutreach[] = [];

/** Of all records that are one person; lists that are not made yet are no business of hers. */
export function useReaderOutreach(ids: readonly string[]): readonly ReaderOutreach[] {
  const { db } = useServices();
  const key = ids.join();
  const rows = useLiveQuery(async () => {
    const listed = (await db.recipient.where("reader").anyOf(key.split(",")).toArray()).filter(
      ({ gone }) => gone !== 1,
    );
    const all = await db.outreach.bulkGet(listed.map(({ outreach = "" }) => outreach));
    const states = await readToldStates(db, listed);
    return listed
      .flatMap((recipient, place): readonly ReaderOutreach[] => {
        const outreach = all[place];
        return outreach === undefined || outreach.gone === 1 || outreach.madeAt === undefined
          ? []
          : [{ recipient, outreach, state: states[place] ?? "waiting" }];
      })
      .toSorted((a, b) => (b.outreach.madeAt ?? 0) - (a.outreach.madeAt ?? 0));
  }, [db, key]);
  return rows ?? NONE;
}

export function OutreachTab({ rows }: { rows: readonly ReaderOutreach[] }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const now = useServices().clock.now();
  return (
    <div className="record scroll">
      <ul className="list">
        {rows.map(({ recipient, outreach, state }) => (
          <li key={recipient.id} className="line">
            <span className="meta nowrap">{outreach.madeOn !== undefined && format.shownDay(outreach.madeOn)}</span>
            <Link className="grow clip" href={`/outreach/${outreach.id}`}>
              {outreach.name ?? t("readers.outreach-unnamed")}
            </Link>
            {recipient.notContacted === undefined ? (
              <>
                {recipient.channel !== undefined && <Pill>{channelText(recipient.channel, t)}</Pill>}
                <span className="nowrap">{t(`words.call-state.${state}`)}</span>
                {attemptsOf(recipient)
                  .slice(-1)
                  .map(({ id, at, by }) => (
                    <span key={id} className="meta nowrap">
                      {[format.moment(at, now), house.staff.get(by ?? "")].filter(Boolean).join(" · ")}
                    </span>
                  ))}
              </>
            ) : (
              <span className="soft nowrap">
                {t("readers.outreach-not", { reason: t(`words.no-contact.${recipient.notContacted}`) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
