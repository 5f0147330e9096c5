/**
 * What is shown when a screen breaks: a bug of ours, said plainly. The rest of the window goes on working,
 * and what was confirmed is safe in the journal.
 */
import { Component, type ReactNode } from "react";
import { defectLine, toDefect } from "#shared/host/defect.ts";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/button.tsx";
import { DiagnosticsButton } from "./diagnostics-button.tsx";

interface Props {
  readonly children: ReactNode;
  /** Another place is another try. */
  readonly resetKey: string;
  /** Instead of the usual screen. */
  readonly draw?: (error: Error) => ReactNode;
}

interface State {
  readonly error: Error | null;
  readonly resetKey: string;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (this.props.draw !== undefined) return this.props.draw(error);
    return <BrokenScreen error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

function BrokenScreen({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT();
  return (
    <main className="empty" id="main" role="alert">
      <h1>{t("frame.broken-title")}</h1>
      <p>{t("frame.broken-safe")}</p>
      <p className="mono meta">{defectLine(toDefect(error, "page", "screen"))}</p>
      <div className="row">
        <Button kind="primary" onClick={onRetry}>
          {t("frame.broken-retry")}
        </Button>
        <Button onClick={() => location.reload()}>{t("frame.broken-reload")}</Button>
        <DiagnosticsButton />
      </div>
    </main>
  );
}
