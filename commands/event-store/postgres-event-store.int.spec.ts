import { eventStoreFeatures } from './event-store.features.js';
import { openPostgresLog } from './testing/postgres-log.js';

eventStoreFeatures('the embedded log', () => openPostgresLog());
eventStoreFeatures('the embedded log with several flushes in flight', () => openPostgresLog({ flushesInFlight: 3, worthAFlush: 2 }));
