/** While she calls: whether it was checked that it is she, before anything of her is said. */
import { PhoneIncoming, PhoneOff, ShieldCheck } from "lucide-react";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useDeskActions, useDeskState } from "../desk-context.ts";

export function CallerLine({ reader }: { readonly reader: string }) {
  const t = useT();
  const actions = useDeskActions();
  const channel = useDeskState((state) => state.channel);
  const isServed = useDeskState((state) => state.reader === reader);
  const callerCheck = useDeskState((state) => state.callerCheck);
  const check = isServed ? callerCheck : null;
  if (channel !== "phone" && check === null) return null;
  const isRight = check !== null && check !== "failed";
  return (
    <section
      className={`alert alert-${check === "failed" ? "danger" : isRight ? "info" : "warn"} no-print`}
      aria-live="polite"
    >
      <Icon icon={check === "failed" ? PhoneOff : isRight ? ShieldCheck : PhoneIncoming} />
      <b>
        {t(check === null ? "desk.caller-unchecked" : isRight ? "desk.caller-checked" : "words.caller-check.failed")}
      </b>
      <span className="grow">
        {check === null
          ? t("desk.caller-why")
          : check === "failed"
            ? t("desk.caller-say-nothing")
            : t(`words.caller-check.${check}`)}
      </span>
      {!isRight && isServed && (
        <Button size="small" keys="Alt+F12" onClick={actions.askCaller}>
          {t("desk.command.caller")}
        </Button>
      )}
    </section>
  );
}
