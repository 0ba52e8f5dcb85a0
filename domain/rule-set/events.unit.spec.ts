import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { ruleSetEvents } from './events.js';

frozenFixtures(ruleSetEvents, new URL('./testing/fixtures/', import.meta.url));
