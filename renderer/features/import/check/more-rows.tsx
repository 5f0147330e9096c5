/** The rest of a list that is shown in pages. */
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";

export function MoreRows({ rest, onMore }: { readonly rest: number; readonly onMore: () => void }) {
  const t = useT();
  if (rest <= 0) return null;
  return (
    <p className="more">
      <Button size="small" onClick={onMore}>
        {t("import.more", { n: rest })}
      </Button>
    </p>
  );
}
