// The stop of a program that runs within the process of the tests: it ends no process, and the signals are the tests' again after it.
import { installShutdown, type Shutdown, type ShutdownOptions } from '../shutdown.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The same register of closers as a program's own. */
export function shutdownWithin(options: Pick<ShutdownOptions, 'onError'> = {}): Shutdown {
  const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
  return installShutdown({
    ...options,
    exit: () => {
      for (const [signal, known] of before) {
        for (const listener of process.listeners(signal)) if (!known.includes(listener)) process.off(signal, listener);
      }
    },
  });
}
