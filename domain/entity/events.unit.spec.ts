import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { entityEvents, saudizationWeekEvents } from './events.js';

frozenFixtures([...entityEvents, ...saudizationWeekEvents], new URL('./testing/fixtures/', import.meta.url));
