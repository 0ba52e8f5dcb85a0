import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { companyEvents } from './events.js';

frozenFixtures(companyEvents, new URL('./testing/fixtures/', import.meta.url));
