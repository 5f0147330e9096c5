/** How far a job is. Without `total` it only says that work goes on. */
export interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  readonly total?: number;
  readonly thin?: boolean;
}

export function ProgressBar({ label, done, total, thin = false }: ProgressBarProps) {
  const known = total !== undefined && total > 0;
  return (
    <progress
      className={thin ? "bar-thin" : undefined}
      aria-label={label}
      {...(known && { max: total, value: Math.min(done, total) })}
    />
  );
}
