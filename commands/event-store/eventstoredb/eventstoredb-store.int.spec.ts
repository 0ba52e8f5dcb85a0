import { needsServer } from '../../../bootstrap/testing/needs-server.js';
import { eventStoreFeatures } from '../event-store.features.js';
import { openEventStoreDbLog, openRealEventStoreDb } from './testing/eventstoredb-log.js';

eventStoreFeatures('EventStoreDB (protocol server)', () => openEventStoreDbLog());

needsServer('EVENTSTORE_URL')('EventStoreDB (real server)', (url) => {
  eventStoreFeatures('the log', () => openRealEventStoreDb(url));
});
