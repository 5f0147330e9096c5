/** Keeps what breaks inside a part of the window from the rest of it, and draws something in its place. */
import { Component, type ReactNode } from "react";
import { isClosedUnder } from "../../db/presence.ts";

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

/**
 * A database that was closed under the page is opened again: what broke by that is drawn again every second until it
 * stands.
 */
const AGAIN_MS = 1000;
const passes = (error: Error): boolean => isClosedUnder(error) || error.name === "OpenFailedError";

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  #again: ReturnType<typeof setTimeout> | undefined;

  override componentDidCatch(): void {
    clearTimeout(this.#again);
    if (this.state.error !== null && passes(this.state.error))
      this.#again = setTimeout(() => this.setState({ error: null }), AGAIN_MS);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#again);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return this.props.draw(error, () => this.setState({ error: null }));
  }
}
