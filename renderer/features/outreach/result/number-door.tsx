/** A number of a result that leads to its readers; nothing to lead to where there is none. */
import type { ReactNode } from "react";
import { useFormat } from "../../../i18n/use-t.ts";

interface NumberDoorProps {
  readonly count: number;
  /** Of whom it is the number. */
  readonly label: string;
  readonly className?: string;
  readonly onOpen: () => void;
  /** Instead of the number alone. */
  readonly children?: ReactNode;
}

export function NumberDoor({ count, label, className = "link nums", onOpen, children }: NumberDoorProps) {
  const format = useFormat();
  const text = format.number(count);
  return (
    <button
      type="button"
      className={className}
      aria-label={children === undefined ? `${label} ${text}` : undefined}
      title={label}
      disabled={count === 0}
      onClick={onOpen}
    >
      {children ?? text}
    </button>
  );
}
