/** The account of attention: what share of colleagues' time each group of readers had, beside its share of readers and of use. */
import { TriangleAlert } from "lucide-react";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { AttentionGroup, AttentionLine } from "../../platform/statistics-api.ts";
import { Icon } from "../../ui/icon.tsx";
import { Tile } from "./tile.tsx";

/** A group that has less than half its share of readers, and of use, is named. */
const isShort = ({ readers, ofReaders, ofUse, ofMinutes }: AttentionLine): boolean => readers > 0 && ofMinutes * 2 < Math.max(ofReaders, ofUse);
const TICK = 1.4;

export function AttentionTile({ lines, hasMinutes, onGroup }: { lines: readonly AttentionLine[]; hasMinutes: boolean; onGroup: (group: AttentionGroup) => void }) {
  const t = useT();
  const format = useFormat();
  const percent = (share: number): string => format.percent(Math.round(share * 100) / 100);
  // the longest of all fills the row, so that small shares can be told apart
  const widest = Math.max(0.01, ...lines.flatMap(({ ofReaders, ofMinutes }) => [ofReaders, ofMinutes]));
  const title = t("statistics.attention");
  return (
    <Tile
      title={title}
      sub={t("statistics.attention-sub")}
      className="t7"
      how="statistics.attention-how"
      table={{
        head: [t("statistics.readers"), t("statistics.of-readers"), t("statistics.of-use"), t("statistics.of-time")],
        rows: lines.map(({ group, ofReaders, ofUse, ofMinutes }) => [t(`statistics.group-${group}`), percent(ofReaders), percent(ofUse), percent(ofMinutes)]),
      }}
      {...(!hasMinutes && { say: t("statistics.attention-none") })}
    >
      <table className="attention" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t("statistics.readers")}</th>
            <th scope="col" className="nums">
              {t("statistics.of-readers")}
            </th>
            <th scope="col" className="nums">
              {t("statistics.of-use")}
            </th>
            <th scope="col" className="nums">
              {t("statistics.of-time")}
            </th>
            <th scope="col" className="wide">
              <span className="vh">{t("statistics.picture")}</span>
            </th>
            <th scope="col">{t("statistics.compared")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.group}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onGroup(line.group)}>
                  {t(`statistics.group-${line.group}`)}
                </button>
              </th>
              <td className="nums">{percent(line.ofReaders)}</td>
              <td className="nums">{percent(line.ofUse)}</td>
              <td className="nums">
                <b>{percent(line.ofMinutes)}</b>
              </td>
              <td>
                <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                  <rect className="track-bg" y="2" width="100" height="8" />
                  <rect className="f1" y="2" width={(line.ofMinutes / widest) * 100} height="8" />
                  <rect className="tick" x={Math.min(100 - TICK, (line.ofReaders / widest) * 100)} width={TICK} height="12" />
                </svg>
              </td>
              <td>
                {hasMinutes && isShort(line) ? (
                  <span className="due-mark">
                    <Icon icon={TriangleAlert} />
                    {t("statistics.less-than-half")}
                  </span>
                ) : (
                  <span className="meta">{hasMinutes ? t("statistics.in-proportion") : "–"}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}
