/** What a key is measured against. `lower`: smaller is better. */
export interface Target {
  readonly floor: number;
  readonly aim: number;
  readonly lower?: true;
}

/** Floors and aims by key, in the order of the table of results. */
export const targets: Readonly<Record<string, Target>> = {
  'append.emmett@32': { floor: 8, aim: 12 },
  'append.emmett@128': { floor: 11, aim: 18 },
  'append.insert@32': { floor: 1.6, aim: 3 },
  'append.insert.p50@1': { floor: 2.5, aim: 1.2, lower: true },
  'append.command@32': { floor: 0.3, aim: 0.6 },
  'append.esdb@32': { floor: 0.9, aim: 1 },
  'append.esdb@128': { floor: 0.9, aim: 1 },
  'http.command.insert@32': { floor: 1, aim: 2 },
  'http.command.p99ms': { floor: 50, aim: 20, lower: true },
  'http.read.select': { floor: 2, aim: 3 },
  'catchup.eventsPerSecond': { floor: 20_000, aim: 45_000 },
  'catchup.emmett': { floor: 10, aim: 25 },
  'catchup.esdb': { floor: 0.9, aim: 1 },
  'lag.p99ms': { floor: 30, aim: 10, lower: true },
  'lag.esdb.p99ms': { floor: 30, aim: 10, lower: true },
  'bulk.commandsPerSecond': { floor: 3_000, aim: 10_000 },
  'bulk.rssMb': { floor: 400, aim: 250, lower: true },
  'growth.append': { floor: 0.8, aim: 1 },
  'growth.read': { floor: 0.8, aim: 1 },
  'race.ours.missed': { floor: 0, aim: 0, lower: true },
  'race.ours.doubled': { floor: 0, aim: 0, lower: true },
  'race.esdb.missed': { floor: 0, aim: 0, lower: true },
  'race.esdb.doubled': { floor: 0, aim: 0, lower: true },
  'saudization.whatif.p95ms': { floor: 10, aim: 5, lower: true },
  'saudization.rules.s': { floor: 60, aim: 20, lower: true },
  'saudization.roll.s': { floor: 10, aim: 1, lower: true },
  'walls.refusal.gapMs': { floor: 5, aim: 1, lower: true },
  'walls.hostile.longestMs': { floor: 100, aim: 50, lower: true },
  'walls.hostile.answered5xx': { floor: 0, aim: 0, lower: true },
  'walls.others.besideBurst': { floor: 1.2, aim: 1.1, lower: true },
};

/** Whether a value reaches its floor, its aim, or neither; undefined without a target. */
export function reached(key: string, value: number): 'aim' | 'floor' | 'below' | undefined {
  const target = targets[key];
  if (target === undefined) return undefined;
  const meets = (bound: number): boolean => (target.lower === true ? value <= bound : value >= bound);
  return meets(target.aim) ? 'aim' : meets(target.floor) ? 'floor' : 'below';
}
