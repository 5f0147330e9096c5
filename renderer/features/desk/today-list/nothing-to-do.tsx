/** Today without work: what one can do instead. */
import { Coffee } from "lucide-react";
import { useLocation } from "wouter";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";

export function NothingToDo({ title }: { readonly title: string }) {
  const t = useT();
  const [, navigate] = useLocation();
  return (
    <div className="empty">
      <Icon icon={Coffee} size={20} />
      <p>{title}</p>
      <p className="meta">{t("desk.ready")}</p>
      <div className="row row-wrap">
        <Button onClick={() => navigate("/tasks?view=all")}>{t("today.to-tasks")}</Button>
        <Button onClick={() => navigate("/opinions")}>{t("today.to-opinions")}</Button>
      </div>
    </div>
  );
}
