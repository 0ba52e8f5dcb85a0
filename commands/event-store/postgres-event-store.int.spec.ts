import { eventStoreFeatures } from './event-store.features.js';
import { openPostgresLog } from './testing/postgres-log.js';

eventStoreFeatures('the embedded log', () => openPostgresLog());
