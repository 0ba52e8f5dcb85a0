// Law: while a file's own clock moves the ledger, no command of another clock gets in.
import { Problem } from '../../domain/access/problem.js';

/** Whether commands from outside may be decided now, and why not. */
export interface Gate {
  open(): void;
  close(reason: string): void;
  /** Throws Problem 503 while closed. */
  pass(): void;
  reason(): string | undefined;
}

/** An open gate. */
export function createGate(): Gate {
  let closed: string | undefined;
  return {
    open() {
      closed = undefined;
    },
    close(reason) {
      closed = reason;
    },
    pass() {
      if (closed !== undefined) throw new Problem(503, 'ledger-loading', closed, { headers: { 'Retry-After': '5' } });
    },
    reason: () => closed,
  };
}
