/**
 * Lists of the library system that wait for a person, in the status bar: what came of one by itself is told once, and the
 * next act takes that away.
 */
import { CircleAlert } from "lucide-react";
import { useLocation } from "wouter";
import { REFRESH_LISTS } from "#shared/model/settings/refresh-lists.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { useRefreshState } from "./refresh-provider.tsx";
import { waitsText } from "./waiting-line.ts";

export function RefreshStatus() {
  const t = useT();
  const [, navigate] = useLocation();
  const lines = useRefreshState((state) => state.lines);
  const [first] = REFRESH_LISTS.flatMap((list) => {
    const line = lines[list];
    return (line !== undefined && waitsText(list, line, t)) || [];
  });
  if (first === undefined) return null;
  return (
    <button type="button" className="clip" title={first} onClick={() => navigate("/refresh")}>
      <Icon icon={CircleAlert} />
      {first}
    </button>
  );
}
