// A stop runs the closers once, newest first, whatever number of signals asks for it, and never takes longer than the limit.

/** Gives back one resource; may be called only once. */
export type Closer = () => Promise<void> | void;

/** Settings of a stop; the defaults are the real process. */
export interface ShutdownOptions {
  /** Longest time a clean stop may take, in milliseconds. */
  readonly limitMs?: number;
  /** Called when a closer fails, and when the limit is reached. */
  readonly onError?: (error: unknown) => void;
  /** Ends the process. */
  readonly exit?: (code: number) => void;
}

/** The one way this process stops. */
export interface Shutdown {
  /** Aborted as soon as a stop begins: work that is still starting gives up. */
  readonly signal: AbortSignal;
  /** Adds a closer; closers run newest first. One added while stopping runs as well. */
  onShutdown(closer: Closer): void;
  /**
   * Waits for something that is starting and closes it at the stop, also when the stop comes before it stands.
   * @returns what was started; rejects as the start does.
   */
  starting<T>(start: Promise<T>, close: (started: T) => Promise<void> | void): Promise<T>;
  /** Begins the stop; exit code 0 unless given or a closer fails. Later calls join the first. */
  stop(exitCode?: number): Promise<void>;
}

/** Listens for SIGINT and SIGTERM and gives the register of closers. Call it once, first thing. */
export function installShutdown(options: ShutdownOptions = {}): Shutdown {
  const limitMs = options.limitMs ?? 20_000;
  const report = options.onError ?? ((error: unknown) => process.stderr.write(`${String(error)}\n`));
  const exit = options.exit ?? ((code: number) => process.exit(code));
  const closers: Closer[] = [];
  const abort = new AbortController();
  let stopping: Promise<void> | undefined;

  const run = async (exitCode: number): Promise<void> => {
    abort.abort();
    const limit = setTimeout(() => {
      report(new Error(`not stopped after ${String(limitMs / 1000)} s`));
      exit(1);
    }, limitMs);
    let code = exitCode;
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) {
      try {
        await closer();
      } catch (error) {
        code = code === 0 ? 1 : code;
        report(error);
      }
    }
    clearTimeout(limit);
    exit(code);
  };
  const stop = (exitCode = 0): Promise<void> => (stopping ??= run(exitCode));

  // The terminal signals the whole group and npm forwards its own: the same wish may arrive twice within milliseconds.
  const onSignal = (): void => void stop();
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  return {
    signal: abort.signal,
    onShutdown: (closer) => void closers.push(closer),
    starting: (start, close) => {
      closers.push(async () => {
        const started = await start.then(
          (value) => ({ value }),
          () => undefined,
        );
        if (started !== undefined) await close(started.value);
      });
      return start;
    },
    stop,
  };
}
