/**
 * Taking part as its own figure: how many of those who use the library come to events or say what they think. Few stay
 * off paper and out of files.
 */

import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import type { ParticipationFigures, ReadersFigures } from "../../../platform/worker/readers-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { isOfEnough, shareText } from "../../../words/percentage-words.ts";
import { difference } from "../difference.ts";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";
import { NumberLink } from "./number-link.tsx";

interface ParticipationTileProps {
  readonly participation: ParticipationFigures;
  readonly told: ReadersFigures["toldUsed"];
  readonly onOpen: (figure: Figure) => void;
}

export function ParticipationTile({ participation: { before, now }, told, onOpen }: ParticipationTileProps) {
  const t = useT();
  const format = useFormat();
  const percent = (share: number): string => format.percent(Math.round(share * 1000) / 1000);
  const shareOf = ({ takingPart, readers: whole, share }: ParticipationFigures["now"]): string =>
    share !== undefined && isOfEnough({ part: takingPart, whole })
      ? t("figures.between", { share: percent(share.share), low: percent(share.low), high: percent(share.high) })
      : shareText({ part: takingPart, whole }, t, format);
  const { tells } = useTold();
  const isHidden = {
    before: !told.before || !tells(TOLD.tookPart("before")),
    now: !told.now || !tells(TOLD.tookPart("now")),
  };
  const hidesEither = isHidden.before || isHidden.now;
  const counts = [
    { id: "events", was: before.events, is: now.events },
    { id: "opinions", was: before.opinions, is: now.opinions },
  ] as const;
  const head = [
    t("figures.participation-what"),
    t("figures.year-before"),
    t("figures.this-year"),
    t("statistics.change"),
  ];
  const title = t("figures.participation");
  const readers = t("figures.participation-readers");
  return (
    <Tile
      title={title}
      sub={t("figures.participation-sub")}
      className="t5"
      how="figures.participation-how"
      of="used"
      readers={now.readers}
      onReaders={() => onOpen({ tag: "active" })}
      isTold={told.now}
      table={{
        head,
        rows: [
          [
            readers,
            inFile(isHidden.before, format.number(before.takingPart)),
            inFile(isHidden.now, format.number(now.takingPart)),
            inFile(hidesEither, difference(now.takingPart, before.takingPart, format.number)),
          ],
          [
            t("figures.participation-share"),
            inFile(isHidden.before, shareOf(before)),
            inFile(isHidden.now, shareOf(now)),
            "",
          ],
          ...counts.map(({ id, was, is }) => [
            t(`figures.participation-${id}`),
            format.number(was),
            format.number(is),
            difference(is, was, format.number),
          ]),
        ],
      }}
      say={
        now.readers === 0 ? (
          t("statistics.no-use")
        ) : (
          <Unprinted isHidden={isHidden.now}>{t("figures.participation-say", { share: shareOf(now) })}</Unprinted>
        )
      }
    >
      <table className="scores participation" aria-label={title}>
        <TableHead cells={head} />
        <tbody>
          <tr>
            <th scope="row">{readers}</th>
            <td className="nums" data-no-rows title={t("words.no-rows")}>
              <Unprinted isHidden={isHidden.before}>{format.number(before.takingPart)}</Unprinted>
            </td>
            <td className="nums">
              <Unprinted isHidden={isHidden.now}>
                <NumberLink
                  count={now.takingPart}
                  label={t("figures.count-of", { name: readers, count: now.takingPart })}
                  onOpen={() => onOpen({ tag: "took-part" })}
                />
              </Unprinted>
            </td>
            <td className="nums">
              <Unprinted isHidden={hidesEither}>
                {difference(now.takingPart, before.takingPart, format.number)}
              </Unprinted>
            </td>
          </tr>
          {counts.map(({ id, was, is }) => (
            <tr key={id} data-no-rows title={t("words.no-rows")}>
              <th scope="row">{t(`figures.participation-${id}`)}</th>
              <td className="nums">{format.number(was)}</td>
              <td className="nums">{format.number(is)}</td>
              <td className="nums">{difference(is, was, format.number)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}
