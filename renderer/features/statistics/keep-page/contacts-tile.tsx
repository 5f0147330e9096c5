/**
 * Whom nobody has spoken to for so many days, by group; how many days is chosen. Few stay off paper and out of files.
 */

import { Link } from "wouter";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import {
  CONTACT_DAYS,
  CONTACT_GROUPS,
  type ContactDays,
  type ContactGroup,
  type KeepFigures,
} from "../../../platform/worker/keep-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { Select } from "../../../ui/select.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { shareBeside } from "../../../words/percentage-words.ts";
import { NumberLink } from "../readers-page/number-link.tsx";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";

/** Everybody in a group. */
const ALL_OF: Readonly<Record<ContactGroup, Figure>> = {
  "with-owner": { tag: "owned" },
  core: { tag: "group", group: "core" },
  "not-seen": { tag: "stage", state: "not-seen" },
  new: { tag: "stage", state: "new" },
  everybody: { tag: "here" },
};

interface ContactsTileProps {
  readonly contacts: KeepFigures["contacts"];
  readonly days: ContactDays;
  readonly onDays: (days: ContactDays) => void;
  readonly onOpen: (figure: Figure) => void;
}

export function ContactsTile({ contacts, days, onDays, onOpen }: ContactsTileProps) {
  const t = useT();
  const format = useFormat();
  const { tells } = useTold();
  const isGroupTold = (group: ContactGroup): boolean => tells(TOLD.contacts(group));
  const isTold = (group: ContactGroup, of: ContactDays): boolean => tells(TOLD.notContacted(group, of));
  const title = t("keep.contacts");
  const owned = contacts["with-owner"];
  return (
    <Tile
      title={title}
      className="t6"
      how="keep.contacts-how"
      of="here"
      table={{
        head: [
          t("statistics.readers"),
          t("keep.in-group"),
          ...CONTACT_DAYS.map((each) => t("keep.for-days", { days: each })),
        ],
        rows: CONTACT_GROUPS.map((group) => [
          t(`keep.group-${group}`),
          inFile(!isGroupTold(group), format.number(contacts[group].readers)),
          ...CONTACT_DAYS.map((each) => inFile(!isTold(group, each), format.number(contacts[group].without[each]))),
        ]),
      }}
      say={
        owned.readers === 0 ? (
          t("keep.contacts-nobody")
        ) : (
          <Unprinted isHidden={!isGroupTold("with-owner") || !isTold("with-owner", days)}>
            {t("keep.contacts-say", { count: owned.without[days], of: owned.readers, days })}
          </Unprinted>
        )
      }
    >
      <div className="row no-print">
        <Select
          aria-label={t("keep.days")}
          value={String(days)}
          options={CONTACT_DAYS.map((each) => ({ value: String(each), label: t("keep.for-days", { days: each }) }))}
          onChange={(value) => onDays(CONTACT_DAYS.find((each) => String(each) === value) ?? days)}
        />
        <Link className="push" href="/readers/care">
          {t("keep.to-care")}
        </Link>
      </div>
      <table className="scores contacts" aria-label={title}>
        <TableHead cells={[t("statistics.readers"), t("keep.in-group"), t("keep.not-contacted"), t("keep.share")]} />
        <tbody>
          {CONTACT_GROUPS.map((group) => {
            const { readers, without } = contacts[group];
            const name = t("keep.figure-not-contacted", { group: t(`keep.group-${group}`), days });
            return (
              <tr key={group}>
                <th scope="row">{t(`keep.group-${group}`)}</th>
                <td className="nums">
                  <Unprinted isHidden={!isGroupTold(group)}>
                    <NumberLink
                      count={readers}
                      label={t("figures.count-of", { name: t(`keep.group-${group}`), count: readers })}
                      onOpen={() => onOpen(ALL_OF[group])}
                    />
                  </Unprinted>
                </td>
                <td className="nums">
                  <Unprinted isHidden={!isTold(group, days)}>
                    <NumberLink
                      count={without[days]}
                      label={t("figures.count-of", { name, count: without[days] })}
                      onOpen={() => onOpen({ tag: "not-contacted", group, days })}
                    />
                  </Unprinted>
                </td>
                <td className="nums">
                  <Unprinted isHidden={!isGroupTold(group) || !isTold(group, days)}>
                    {shareBeside({ part: without[days], whole: readers }, format)}
                  </Unprinted>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Tile>
  );
}
