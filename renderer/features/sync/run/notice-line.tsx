/** One notice of the sync centre: its sentence, below it in pale what became of it, and its buttons. */
import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { useRef } from "react";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";

const ICONS = { danger: CircleAlert, warn: TriangleAlert, info: Info } as const satisfies Readonly<
  Record<string, LucideIcon>
>;

export interface NoticeLineProps {
  readonly tone: keyof typeof ICONS;
  readonly text: string;
  readonly more?: readonly string[];
  /** None once it is settled: the line then stays in its place, lest the next one's button come under the hand. */
  readonly buttons?: readonly NoticeButton[];
}

export interface NoticeButton {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly onClick: () => void;
}

export function NoticeLine({ tone, text, more = [], buttons = [] }: NoticeLineProps) {
  const line = useRef<HTMLDivElement>(null);
  return (
    <div ref={line} className={`alert alert-${tone} sync-notice`} role="group" aria-label={text} tabIndex={-1}>
      <Icon icon={ICONS[tone]} />
      <p className="grow">
        {text}
        {more.map((line) => (
          <span className="soft" key={line}>
            {line}
          </span>
        ))}
      </p>
      {buttons.length > 0 && (
        <div className="notice-buttons">
          {buttons.map(({ label, keys, onClick }) => (
            <Button
              key={label}
              size="small"
              keys={keys}
              onClick={() => {
                // the button may go: who works by keyboard goes on from its line
                line.current?.focus();
                onClick();
              }}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
