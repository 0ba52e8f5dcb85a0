import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on stderr; silent when there is no terminal. */
export interface ProgressBar {
  /** Without a total it only counts. */
  begin(total: number | undefined): void;
  step(by?: number): void;
  end(): void;
}

/** A bar that counts what it is named after. */
export function progressBar(what: string): ProgressBar {
  let bar: SingleBar | undefined;
  return {
    begin(total) {
      const format = total === undefined ? `${what} {value}` : `${what} {bar} {percentage}% {value}/{total} {eta_formatted}`;
      bar = new SingleBar({ format, stream: process.stderr, noTTYOutput: false, hideCursor: true }, Presets.shades_classic);
      bar.start(total ?? 0, 0);
    },
    step: (by = 1) => bar?.increment(by),
    end() {
      bar?.stop();
      bar = undefined;
    },
  };
}
