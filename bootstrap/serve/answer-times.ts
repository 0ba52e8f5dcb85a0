// Law: to count an answer is a few additions in its series; they are put into words when somebody asks for them.
import type { Metric, MetricValueWithName, Registry } from 'prom-client';

/** Upper bounds of the buckets, in seconds. */
const BOUNDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

type Labels = Readonly<Record<string, string | number>>;

/** Times of answers that bear the same labels. */
export interface TimeSeries {
  /** Counts an answer that took so many milliseconds. */
  took(ms: number): void;
}

interface Series {
  readonly labels: Labels;
  /** Answers by the first bound that they kept within; the last are those beyond all. */
  readonly counts: number[];
  sum: number;
}

/** A histogram of times by labels. The library's own checks and spells out the labels at each observation, which costs an answer more than its route. */
export class AnswerTimes {
  readonly #series: Series[] = [];

  constructor(
    readonly name: string,
    private readonly help: string,
    registry: Registry,
  ) {
    // All that a registry asks of a metric is its name and `get`.
    registry.registerMetric(this as unknown as Metric);
  }

  /** A new series; each combination of labels is asked for once. */
  series(labels: Labels): TimeSeries {
    const series: Series = { labels, counts: new Array<number>(BOUNDS.length + 1).fill(0), sum: 0 };
    this.#series.push(series);
    return {
      took(ms) {
        const seconds = ms / 1_000;
        let at = 0;
        while (at < BOUNDS.length && seconds > (BOUNDS[at] ?? 0)) at += 1;
        series.counts[at] = (series.counts[at] ?? 0) + 1;
        series.sum += seconds;
      },
    };
  }

  /** What a registry tells of it. */
  get(): Promise<{ readonly name: string; readonly help: string; readonly type: 'histogram'; readonly aggregator: 'sum'; readonly values: readonly MetricValueWithName<string>[] }> {
    const values = this.#series.flatMap(({ labels, counts, sum }) => {
      let within = 0;
      const buckets = counts.map((count, n) => {
        within += count;
        return { metricName: `${this.name}_bucket`, labels: { le: BOUNDS[n] ?? '+Inf', ...labels }, value: within };
      });
      return [...buckets, { metricName: `${this.name}_sum`, labels, value: sum }, { metricName: `${this.name}_count`, labels, value: within }];
    });
    return Promise.resolve({ name: this.name, help: this.help, type: 'histogram', aggregator: 'sum', values });
  }
}
