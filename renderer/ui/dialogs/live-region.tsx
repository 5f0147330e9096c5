/**
 * The one polite voice of the page. What is said replaces what was said before; the same sentence twice is
 * heard twice, because a no-break space comes and goes at its end.
 */
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { assert } from "#shared/kernel/assert.ts";

export type Announce = (sentence: string) => void;

const AnnounceContext = createContext<Announce | null>(null);

export function LiveRegionProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: "", turn: 0 });
  const announce = useCallback<Announce>((sentence) => setSaid(({ turn }) => ({ sentence, turn: turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <p className="vh" role="status" aria-live="polite">
        {said.turn % 2 === 0 ? said.sentence : `${said.sentence}\u00a0`}
      </p>
    </AnnounceContext>
  );
}

export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  assert(announce !== null, "no live region around this component");
  return announce;
}
