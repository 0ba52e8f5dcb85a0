import type { Bench } from '../harness/bench.js';

/** The benches by name; each is loaded when it is asked for. */
export const benches: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  append: () => import('./append.js'),
  http: () => import('./http.js'),
  reads: () => import('./reads.js'),
  race: () => import('./race.js'),
  catchup: () => import('./catchup.js'),
  lag: () => import('./lag.js'),
  bulk: () => import('./bulk.js'),
  growth: () => import('./growth.js'),
  saudization: () => import('./saudization.js'),
  walls: () => import('./walls.js'),
};
