/**
 * The sheet that lets a further computer in, as it goes on paper: alone, with what whoever finds it in a safe has to
 * know.
 */
import { type PrintedBy, usePrintFootOf } from "../../../desk-services/paper/use-print-foot.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { type PresentCode, presentCodeMessage } from "./present-code.ts";
import { QrCode } from "./qr-code.tsx";

export interface CodeSheetProps extends PresentCode, PrintedBy {
  /** As printed, in groups. */
  readonly code: string;
  readonly libraryId: string;
  readonly libraryName: string | null;
}

export function CodeSheet({ code, libraryId, libraryName, branch, desk, person, at, no, madeAt }: CodeSheetProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const foot = usePrintFootOf();
  return (
    <div className="code-sheet">
      <h2 className="print-only">{t("centre.code-sheet")}</h2>
      <h3>{libraryName ?? t("centre.code-library")}</h3>
      <p className="mono code-text">{code}</p>
      <p className="meta">{say(presentCodeMessage({ no, madeAt }, format))}</p>
      <QrCode text={code} label={t("centre.code-qr")} />
      <p>{t("centre.code-keep")}</p>
      <p className="meta print-only">{t("centre.code-made", { id: libraryId })}</p>
      <p className="meta print-only">{foot({ branch, desk, person, at })}</p>
    </div>
  );
}
