/** The box before a name. A press leaves the focus in the list; with Shift it takes all from the cursor to here. */
import { useEffect, useRef } from "react";

interface ChooseBoxProps {
  readonly label: string;
  readonly checked: boolean;
  /** Some of those that it stands for. */
  readonly isPart?: boolean;
  readonly onChoose: (isRange: boolean) => void;
}

export function ChooseBox({ label, checked, isPart = false, onChoose }: ChooseBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isPart;
  }, [isPart]);
  return (
    // the keys are the list's; a click beside the small square counts too
    <input
      ref={box}
      type="checkbox"
      className="check choose-box"
      tabIndex={-1}
      aria-label={label}
      checked={checked}
      readOnly
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onChoose(event.shiftKey)}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
