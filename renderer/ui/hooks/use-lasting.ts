/** Whether something has held for so long that somebody waits for it: what is over in a moment is not spoken of. */
import { useEffect, useState } from "react";

export function useLasting(holds: boolean, afterMs: number): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    setLasting(false);
    if (!holds) return;
    const timer = setTimeout(() => setLasting(true), afterMs);
    return () => clearTimeout(timer);
  }, [holds, afterMs]);
  return holds && isLasting;
}
