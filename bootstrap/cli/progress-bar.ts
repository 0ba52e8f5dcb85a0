import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on stderr; silent when there is no terminal. */
export interface ProgressBar {
  begin(total: number): void;
  step(): void;
  end(): void;
}

/** A bar that counts what it is named after. */
export function progressBar(what: string): ProgressBar {
  const bar = new SingleBar(
    { format: `${what} {bar} {percentage}% {value}/{total} {eta_formatted}`, stream: process.stderr, noTTYOutput: false, hideCursor: true },
    Presets.shades_classic,
  );
  let running = false;
  return {
    begin(total) {
      bar.start(total, 0);
      running = true;
    },
    step: () => bar.increment(),
    end() {
      if (running) bar.stop();
      running = false;
    },
  };
}
