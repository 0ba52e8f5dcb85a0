import { expect, it } from 'vitest';
import { freshStream, sampleEvents } from '../../commands/event-store/testing/sample-events.js';
import { MemoryEventStore } from '../testing/memory-event-store.js';
import { countEvents } from './count-events.js';

it('counts a log that cannot count, from the furthest read model on', async () => {
  const log = new MemoryEventStore();
  for (let n = 0; n < 5; n += 1) await log.append(freshStream(), 'no-stream', sampleEvents(2));
  const at = (events: number) => log.events[events - 1]?.position ?? null;
  const read: string[] = [];
  const cannotCount = {
    countAfter: () => Promise.resolve(undefined),
    readAll: (...[after, limit]: Parameters<MemoryEventStore['readAll']>) => {
      read.push(after ?? 'start');
      return log.readAll(after, limit);
    },
  };
  const models = [
    { position: at(3), eventsDone: 3 },
    { position: at(7), eventsDone: 7 },
    { position: null, eventsDone: 0 },
  ];
  expect(await countEvents(cannotCount, models)).toBe(10);
  expect(read).toEqual([at(7)]);
  expect(await countEvents(cannotCount, [])).toBe(10);
  expect(await countEvents(log, [])).toBe(10);
});
