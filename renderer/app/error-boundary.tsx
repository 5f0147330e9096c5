/** Keeps what breaks inside a part of the window from the rest of it, and draws something in its place. */
import { Component, type ReactNode } from "react";

interface Props {
  readonly children: ReactNode;
  /** Another place is another try. */
  readonly resetKey: string;
  /** @param retry draws the children again */
  readonly draw: (error: Error, retry: () => void) => ReactNode;
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
    return this.props.draw(error, () => this.setState({ error: null }));
  }
}
