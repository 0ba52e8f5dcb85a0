import { describe } from 'vitest';
import { observed } from './observed/observation.js';
import { replay } from './observed/replay.js';

// The log is built so that each record stands at the very byte where it stood.
describe('the log read whole, as a real node was seen to answer', () => replay(observed('log')));
