/** One side of a question: its radio, whose computer said it, whether it is in use, its key, and what it says. */
import type { ReactNode } from "react";
import { useT } from "../../../i18n/use-t.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { Pill } from "../../../ui/pill.tsx";

export interface SideChoiceProps {
  /** Of the group of radios. */
  readonly name: string;
  /** From 0; the first two have a key. */
  readonly index: number;
  readonly chosen: boolean;
  readonly device: string;
  readonly inUse: boolean;
  readonly onChoose: (index: number) => void;
  readonly children: ReactNode;
}

export function SideChoice({ name, index, chosen, device, inUse, onChoose, children }: SideChoiceProps) {
  const t = useT();
  return (
    <label className="opt">
      <span className="opt-head">
        <input type="radio" name={name} checked={chosen} onChange={() => onChoose(index)} />
        <b className="clip">{device}</b>
        {inUse && <Pill tone="line">{t("centre.in-use")}</Pill>}
        {index < 2 && (
          <span className="push">
            <Kbd keys={String(index + 1)} />
          </span>
        )}
      </span>
      {children}
    </label>
  );
}
