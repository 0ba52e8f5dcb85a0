import { describe } from 'vitest';
import { observed } from './observed/observation.js';
import { replay } from './observed/replay.js';

describe('deletes, as a real node was seen to answer', () => replay(observed('deletes')));
