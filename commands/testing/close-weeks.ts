import { factChoices } from '../../domain/entity/fact-choices.js';
import { createWeekPublisher, type WeekPublisher } from '../saudization/week-publisher.js';
import type { TestLedger } from './test-ledger.js';

/** Who closes a ledger's weeks, and was told nothing yet. */
export function weeksOf({ store, vault, events: registry }: Pick<TestLedger, 'store' | 'vault' | 'events'>): WeekPublisher {
  return createWeekPublisher({ store, vault, registry, choices: factChoices });
}

/** Closes all weeks that are over on the clock's day, one after the other, as the reactor does. */
export async function closeWeeks(ledger: TestLedger): Promise<void> {
  const weeks = weeksOf(ledger);
  let read = 0;
  const follow = async (): Promise<void> => {
    const log = await ledger.log();
    for (const event of log.slice(read)) weeks.apply(event);
    read = log.length;
  };
  await follow();
  for (let day = weeks.nextDay(); day !== undefined && day <= ledger.clock.today(); day = weeks.nextDay()) {
    await weeks.publish(ledger.clock);
    await follow();
  }
}
