/** Points with their intervals on an axis, drawn by hand; the sentence and the table beside them say the same. */
import type { Interval } from "#shared/analysis/wilson.ts";
import { classNames } from "../../../ui/class-names.ts";
import styles from "./result.module.css";

/** Whose line it is: the contacted, the held-back, or the difference of both. */
export type ArmOf = "contacted" | "held" | "difference";

interface ArmProps extends Interval {
  readonly of: ArmOf;
  readonly point: number;
  readonly y: number;
  readonly scale: (value: number) => number;
  readonly cap?: number;
}

export function Arm({ of, point, low, high, y, scale, cap = 5 }: ArmProps) {
  const [from, to] = [scale(low), scale(high)];
  return (
    <g className={classNames(styles.arm, styles[of])}>
      <path d={`M${from} ${y - cap}V${y + cap}M${from} ${y}H${to}M${to} ${y - cap}V${y + cap}`} />
      <circle cx={scale(point)} cy={y} r={cap} />
    </g>
  );
}

const [WIDTH, HEIGHT, INSET] = [160, 16, 4];

/** One interval in a row of a table. @param most at its end */
export function RowInterval({ point, low, high, most }: Interval & { readonly point: number; readonly most: number }) {
  const scale = (value: number): number => INSET + (Math.min(value, most) / most) * (WIDTH - 2 * INSET);
  return (
    <svg className={styles.ci} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className={styles.base} d={`M${INSET} ${HEIGHT / 2}H${WIDTH - INSET}`} />
      <Arm of="contacted" point={point} low={low} high={high} y={HEIGHT / 2} scale={scale} cap={3} />
    </svg>
  );
}

/** A round number that no value is above: 0.1, 0.2, 0.5 or 1, and between them tenths. */
export const roundAbove = (value: number): number => Math.min(1, Math.max(0.1, Math.ceil(value * 10 - 1e-9) / 10));
