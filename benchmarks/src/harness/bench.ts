// Law: contenders live in processes of their own and take turns; only one of them works at a time, and ratios are taken round by round.
//
// How to add a bench:
// 1. `benches/<name>.ts` exports `bench: Bench`; a line in `benches/benches.ts` names it.
// 2. Each contender is a module `contenders/<bench>/<contender>.ts` that exports `contender: Contender<Parameters, Task, Measure>`.
//    It runs in a process of its own, so it may set process-wide things. It imports the built program from `../../../../dist/…`.
// 3. In `run`, `await run.start('<bench>/<contender>', parameters)` starts one and waits until it is prepared (tables made and filled);
//    `playRounds` (rounds.ts) lets them take turns; `summary.ts` makes medians and paired ratios of what they measured.
// 4. Databases come from `run.database(label)`: empty, on the one server of the run, dropped afterwards.
// 5. Keys of `ratios` and of the figures that have a floor are those of `results/targets.ts`; further figures may bear any name.
// `run.quick` asks for fewer and shorter rounds at the same concurrency: two minutes at most.

/** What a run offers to a bench. */
export interface BenchRun {
  readonly quick: boolean;
  /** EVENTSTORE_URL, when that store shall run too. */
  readonly eventStoreUrl: string | undefined;
  /** Starts a contender's module in a process of its own and prepares it. It is ended with the run. */
  start<Task, Measure>(module: string, parameters: unknown): Promise<StartedContender<Task, Measure>>;
  /** Address of a new empty database on the server of the run, for a superuser; dropped after the run. */
  database(label: string): Promise<string>;
  /** A line for who watches, on stderr. */
  say(line: string): void;
}

/** What a bench found. Keys in order of appearance. */
export interface BenchResult {
  /** Medians, by `<what>@<callers>` or the table's key. */
  readonly figures: Readonly<Record<string, number>>;
  /** Medians of paired ratios, by the table's key. */
  readonly ratios: Readonly<Record<string, number>>;
  /** Lowest and highest of the rounds, for keys of either. */
  readonly spread?: Readonly<Record<string, readonly [number, number]>>;
  /** What a reader must know to read the figures. */
  readonly notes?: readonly string[];
}

export interface Bench {
  readonly name: string;
  /** What it measures, in one line. */
  readonly title: string;
  run(run: BenchRun): Promise<BenchResult>;
}

/** A contender as its module exports it. What crosses between processes is JSON. */
export interface Contender<Parameters, Task, Measure> {
  /** Makes everything ready; not measured. */
  prepare(parameters: Parameters): Promise<{
    /** Works on a task while nobody else does, and tells what it measured. */
    work(task: Task): Promise<Measure>;
    close(): Promise<void>;
  }>;
}

/** A contender's process, seen from the run. */
export interface StartedContender<Task, Measure> {
  readonly name: string;
  readonly pid: number;
  work(task: Task): Promise<Measure>;
  close(): Promise<void>;
}
