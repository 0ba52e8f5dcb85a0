import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';
import { openImportJournal } from '../../commands/bulk/import-journal.js';
import { createCommandHandler, type HandlerParts } from '../../commands/handler/command-handler.js';
import { SERVED_BYTES } from '../../commands/handler/record-cache.js';
import { completeTransfer } from '../../commands/reactions/complete-transfer.js';
import { createDeadlineBook } from '../../commands/reactions/deadline-book.js';
import { keepDirectory } from '../../commands/reactions/keep-directory.js';
import { forgetDestroyedKey, logErasures } from '../../commands/reactions/log-erasures.js';
import { createReactor } from '../../commands/reactions/reactor.js';
import { createWeekPublisher } from '../../commands/saudization/week-publisher.js';
import { factChoices } from '../../domain/entity/fact-choices.js';
import { createProgress } from '../../projections/engine/progress.js';
import { createStatusReader } from '../../projections/engine/status.js';
import { readModels } from '../../projections/read-models.js';
import { buildCommandRegistry, buildEventRegistry } from '../ledger/registries.js';
import { recordTypes } from '../ledger/record-types.js';
import { stepHookFromEnvironment } from '../process/kill-at-step.js';
import * as tokens from './tokens.js';

/** Registers what is made from the open stores; each is made when it is first asked for, once a container. */
export function registerServices(container: DependencyContainer): void {
  container.register(tokens.EVENTS, { useFactory: instanceCachingFactory(() => buildEventRegistry()) });
  container.register(tokens.COMMANDS, { useFactory: instanceCachingFactory(() => buildCommandRegistry()) });
  container.register(tokens.HANDLER_PARTS, { useFactory: instanceCachingFactory(handlerParts) });
  container.register(tokens.HANDLER, {
    useFactory: instanceCachingFactory((c) => createCommandHandler({ ...c.resolve(tokens.HANDLER_PARTS), keptBytes: SERVED_BYTES })),
  });
  container.register(tokens.IMPORT_JOURNAL, { useFactory: instanceCachingFactory((c) => openImportJournal(c.resolve(tokens.MAIN_POOL))) });
  container.register(tokens.DEADLINES, {
    useFactory: instanceCachingFactory((c) => createDeadlineBook(recordTypes, c.resolve(tokens.EVENTS))),
  });
  container.register(tokens.REACTOR, {
    useFactory: instanceCachingFactory((c) => {
      const [store, vault, handler, events] = [c.resolve(tokens.EVENT_STORE), c.resolve(tokens.VAULT), c.resolve(tokens.HANDLER), c.resolve(tokens.EVENTS)];
      return createReactor({
        store,
        vault,
        handler,
        records: recordTypes,
        book: c.resolve(tokens.DEADLINES),
        reactions: [
          keepDirectory(vault, c.resolve(tokens.COMMANDS), ({ scheme, recordId, wantedBy }) =>
            c.resolve(tokens.LOGGER).warn({ scheme, leadsTo: recordId, recordId: wantedBy }, 'an identifier leads to another record'),
          ),
          forgetDestroyedKey(vault),
          completeTransfer(handler, events),
        ],
        weeks: createWeekPublisher({ store, vault, registry: events, choices: factChoices }),
        logErasures: (clock) => logErasures(store, vault, clock),
      });
    }),
  });
  container.register(tokens.PROGRESS, {
    useFactory: instanceCachingFactory((c) =>
      createProgress({ db: c.resolve(tokens.MAIN_POOL), logId: c.resolve(tokens.EVENT_STORE).logId, models: readModels }),
    ),
  });
  container.register(tokens.PROJECTION_STATUS, {
    useFactory: instanceCachingFactory((c) =>
      createStatusReader({ db: c.resolve(tokens.MAIN_POOL), store: c.resolve(tokens.EVENT_STORE), models: readModels }),
    ),
  });
}

function handlerParts(container: DependencyContainer): HandlerParts {
  const onStep = stepHookFromEnvironment(container.resolve(tokens.CONFIG).environment, process.env['SIJIL_KILL_AT']);
  return {
    store: container.resolve(tokens.EVENT_STORE),
    vault: container.resolve(tokens.VAULT),
    events: container.resolve(tokens.EVENTS),
    commands: container.resolve(tokens.COMMANDS),
    wallClock: () => new Date(),
    ...(onStep === undefined ? {} : { onStep }),
  };
}
