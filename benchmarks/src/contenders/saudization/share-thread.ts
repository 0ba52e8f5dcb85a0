// A thread that holds a share of the market.
import { parentPort, workerData } from 'node:worker_threads';
import { holdShare } from './count-share.js';
import type { MarketParameters } from './parameters.js';

const { parameters, share, of } = workerData as { parameters: MarketParameters; share: number; of: number };
const held = holdShare(parameters, share, of);
parentPort?.on('message', (what: 'rules' | 'roll') => parentPort?.postMessage(held[what]()));
parentPort?.postMessage('ready');
