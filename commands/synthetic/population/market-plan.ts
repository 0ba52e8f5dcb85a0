import type { Layout } from './layout.js';
import type { MarketOptions } from './market.js';
import type { PlannedBlock } from './planned.js';

/** A market laid out: its blocks are planned when they are asked for. */
export interface MarketPlan {
  readonly options: MarketOptions;
  readonly layout: Layout;
  readonly blocks: number;
  /** The n-th block, from 0 on. */
  block(n: number): PlannedBlock;
}
