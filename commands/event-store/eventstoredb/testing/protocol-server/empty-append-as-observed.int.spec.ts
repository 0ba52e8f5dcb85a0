import { describe } from 'vitest';
import { observed } from './observed/observation.js';
import { replay } from './observed/replay.js';

describe('an append without events, and what a delete writes, as a real node was seen to answer', () => replay(observed('others')));
