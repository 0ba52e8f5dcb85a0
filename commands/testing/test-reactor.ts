import { recordTypes } from '../../bootstrap/ledger/record-types.js';
import { createCommandHandler, type HandlerParts } from '../handler/command-handler.js';
import type { FollowClash } from '../handler/directory-follower.js';
import { completeTransfer } from '../reactions/complete-transfer.js';
import { createDeadlineBook, type DeadlineBook } from '../reactions/deadline-book.js';
import { keepDirectory } from '../reactions/keep-directory.js';
import { forgetDestroyedKey, logErasures } from '../reactions/log-erasures.js';
import { createReactor, type Reactor } from '../reactions/reactor.js';
import type { WeekPublisher } from '../saudization/week-publisher.js';

export interface TestReactor {
  readonly reactor: Reactor;
  readonly book: DeadlineBook;
  readonly clashes: readonly FollowClash[];
}

/** A reactor that has read nothing yet, with all reactions, as a process of the role has it; it closes weeks where it is given who does. */
export function newReactor(parts: HandlerParts, weeks?: WeekPublisher): TestReactor {
  const { store, vault, events, commands } = parts;
  const handler = createCommandHandler(parts);
  const book = createDeadlineBook(recordTypes, events);
  const clashes: FollowClash[] = [];
  const reactor = createReactor({
    store,
    vault,
    handler,
    records: recordTypes,
    book,
    reactions: [
      keepDirectory(vault, commands, (clash) => clashes.push(clash)),
      forgetDestroyedKey(vault),
      completeTransfer(handler, events),
    ],
    ...(weeks === undefined ? {} : { weeks }),
    logErasures: (clock) => logErasures(store, vault, clock),
  });
  return { reactor, book, clashes };
}
