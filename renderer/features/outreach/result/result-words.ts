/** A result in words: shares, percentage points, what the two groups say, and what it took. */
import type { Difference } from "#shared/analysis/wilson.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { type GroupCount, shareOfGroup } from "#shared/outreach/pooled-difference.ts";
import type { RoundVerdict } from "#shared/outreach/round-result.ts";
import type { Format } from "../../../i18n/format.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { isOfEnough, shareBeside } from "../../../words/percentage-words.ts";

export interface ResultWords {
  /** 28.8% */
  readonly percent: (share: number) => string;
  /** +13.6, of a share of 0 to 1, without a unit. */
  readonly signed: (share: number) => string;
  /** Of how many: with a percentage, or of few with the interval alone. */
  readonly ofReaders: (group: GroupCount) => string;
  /** A percentage, of few a dash: the counts and the interval stand beside it. */
  readonly shareOf: (group: GroupCount) => string;
  /** A percentage, of few the counts. */
  readonly countOrShare: (group: GroupCount) => string;
  readonly intervalOf: (group: GroupCount) => string;
  readonly pointsBetween: (difference: Difference) => string;
  /** What the groups say, and below it what else there is to say. */
  readonly verdict: (verdict: RoundVerdict, days: number) => readonly [said: string, more: string];
  /** One digit behind the point, where it is of few. */
  readonly amount: (value: number) => string;
  /** What so many minutes cost, in the library's own currency. */
  readonly cost: (minutes: number, hourRate: number) => string;
}

export function useResultWords(): ResultWords {
  const t = useT();
  const format = useFormat();
  const percent = (share: number): string => format.percent(Math.round(share * 1000) / 1000);
  const points = (share: number): string => t("result.points", { points: format.number(tenths(Math.abs(share))) });
  const byHowMuch = ({ difference }: Difference): string => {
    if (tenths(difference) === 0) return t("result.no-difference");
    return t(difference > 0 ? "result.more-by" : "result.fewer-by", { points: points(difference) });
  };
  const words: ResultWords = {
    percent,
    signed: (share) => signedTenths(share, format),
    ofReaders(group) {
      const { readers: count, returned } = group;
      const share = shareOfGroup(group);
      if (share === undefined) return t("result.of", { count });
      return isOfEnough({ part: returned, whole: count })
        ? t("result.of-share", { count, share: percent(share.share) })
        : t("result.of-few", { count, low: percent(share.low), high: percent(share.high) });
    },
    shareOf: ({ readers, returned }) =>
      isOfEnough({ part: returned, whole: readers }) ? percent(returned / readers) : "–",
    countOrShare: ({ readers, returned }) => shareBeside({ part: returned, whole: readers }, format),
    intervalOf(group) {
      const share = shareOfGroup(group);
      return share === undefined ? "–" : t("figures.interval", { low: percent(share.low), high: percent(share.high) });
    },
    pointsBetween: ({ low, high }) => t("figures.interval", { low: words.signed(low), high: words.signed(high) }),
    verdict(verdict, days) {
      switch (verdict.tag) {
        case "running":
          return [t("result.say-running", { days, day: format.shownDay(numberToDay(verdict.until)) }), ""];
        case "no-comparison":
          return [t("result.say-no-comparison"), t("result.say-no-comparison-next")];
        default: {
          const { difference } = verdict;
          const said = t(`result.say-${verdict.tag}`, {
            difference: byHowMuch(difference),
            low: words.signed(difference.low),
            high: words.signed(difference.high),
          });
          if (verdict.tag !== "not-shown") return [said, ""];
          const { needed } = verdict;
          return [
            said,
            needed === null
              ? t("result.not-needed")
              : needed.isThere
                ? t("result.seen-if-there", { points: points(needed.difference) })
                : t("result.needed", {
                    points: points(needed.difference),
                    contacted: needed.contacted,
                    held: needed.heldBack,
                  }),
          ];
        }
      }
    },
    amount: (value) => format.number(value < 100 ? Math.round(value * 10) / 10 : Math.round(value)),
    cost: (minutes, hourRate) => format.number(Math.round((minutes / 60) * hourRate * 100) / 100),
  };
  return words;
}

const tenths = (share: number): number => Math.round(share * 1000) / 10;

function signedTenths(share: number, format: Pick<Format, "number">): string {
  const value = tenths(share);
  return value > 0 ? `+${format.number(value)}` : value < 0 ? `−${format.number(-value)}` : "0";
}
