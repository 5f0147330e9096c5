/** A number that leads to its readers; nothing to lead to where there is none. */
import { useFormat } from "../../../i18n/use-t.ts";

export function NumberLink({ count, label, onOpen }: { count: number; label: string; onOpen: () => void }) {
  const format = useFormat();
  return (
    <button type="button" className="link nums" aria-label={label} disabled={count === 0} onClick={onOpen}>
      {format.number(count)}
    </button>
  );
}
