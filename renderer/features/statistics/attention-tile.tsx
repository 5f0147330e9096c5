/** The account of attention: what share of colleagues' minutes, contacts and kept promises each group of readers had, beside its share of readers and of use. Groups of few stay off paper and out of files. */
import { TriangleAlert } from "lucide-react";
import { ATTENTION_KINDS, type AttentionKind } from "#shared/analysis/attention.ts";
import { HIDDEN, isSmall } from "#shared/analysis/small-cells.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { AttentionGroup, AttentionLine } from "../../platform/statistics-api.ts";
import { Icon } from "../../ui/icon.tsx";
import { FigureHead } from "./figure-head.tsx";
import { Tile } from "./tile.tsx";
import { Unprinted } from "./unprinted.tsx";

const TICK = 1.4;

/** Of what a group gets less than half its share of readers, or of use. */
const shortOf = ({ readers, shortOfReaders, shortOfUse }: AttentionLine): readonly AttentionKind[] =>
  readers === 0 ? [] : ATTENTION_KINDS.filter((kind) => shortOfReaders.includes(kind) || shortOfUse.includes(kind));

export function AttentionTile({ lines, onGroup }: { lines: readonly AttentionLine[]; onGroup: (group: AttentionGroup) => void }) {
  const t = useT();
  const format = useFormat();
  const percent = (share: number | undefined): string => (share === undefined ? "–" : format.percent(Math.round(share * 100) / 100));
  // of what nobody has had any there is nothing to share
  const missing = ATTENTION_KINDS.filter((kind) => lines.every(({ of }) => of[kind] === undefined));
  const shown = ATTENTION_KINDS.find((kind) => !missing.includes(kind));
  // the longest of all fills the row, so that small shares can be told apart
  const widest = Math.max(0.01, ...lines.flatMap(({ ofReaders = 0, of }) => [ofReaders, (shown && of[shown]) ?? 0]));
  const names = (kinds: readonly AttentionKind[]): string => format.list(kinds.map((kind) => t(`statistics.attention-${kind}`)));
  const head = [t("statistics.readers"), t("statistics.of-readers"), t("statistics.of-use"), ...ATTENTION_KINDS.map((kind) => t(`statistics.of-${kind}`))];
  const title = t("statistics.attention");
  return (
    <Tile
      title={title}
      sub={t("statistics.attention-sub")}
      className="t7"
      how="statistics.attention-how"
      of="here"
      table={{
        head: [...head, t("statistics.compared")],
        rows: lines.map((line) => [
          t(`statistics.group-${line.group}`),
          ...(isSmall(line.readers)
            ? [HIDDEN, HIDDEN, ...ATTENTION_KINDS.map(() => HIDDEN)]
            : [percent(line.ofReaders), percent(line.ofUse), ...ATTENTION_KINDS.map((kind) => percent(line.of[kind]))]),
          shortOf(line).length === 0 ? "" : t("statistics.attention-short", { kinds: names(shortOf(line)) }),
        ]),
      }}
      {...(missing.length > 0 && { say: t("statistics.attention-none", { kinds: names(missing) }) })}
    >
      <table className="attention" aria-label={title}>
        <FigureHead cells={head} last={t("statistics.less-than-half")} />
        <tbody>
          {lines.map((line) => (
            <tr key={line.group}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onGroup(line.group)}>
                  {t(`statistics.group-${line.group}`)}
                </button>
              </th>
              {[line.ofReaders, line.ofUse].map((share, place) => (
                <td key={head[place + 1]} className="nums">
                  <Unprinted isHidden={isSmall(line.readers)}>{percent(share)}</Unprinted>
                </td>
              ))}
              {ATTENTION_KINDS.map((kind) => (
                <td key={kind} className="nums">
                  <b>
                    <Unprinted isHidden={isSmall(line.readers)}>{percent(line.of[kind])}</Unprinted>
                  </b>
                </td>
              ))}
              <td>
                <svg className={isSmall(line.readers) ? "no-print" : undefined} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                  <rect className="track-bg" y="2" width="100" height="8" />
                  <rect className="f1" y="2" width={(((shown && line.of[shown]) ?? 0) / widest) * 100} height="8" />
                  <rect className="tick" x={Math.min(100 - TICK, ((line.ofReaders ?? 0) / widest) * 100)} width={TICK} height="12" />
                </svg>
              </td>
              <td>
                {shortOf(line).length > 0 ? (
                  <span className="due-mark">
                    <Icon icon={TriangleAlert} />
                    {names(shortOf(line))}
                  </span>
                ) : (
                  <span className="meta">{missing.length === ATTENTION_KINDS.length || line.readers === 0 ? "–" : t("statistics.in-proportion")}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}
