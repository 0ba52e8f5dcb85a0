import type { InjectionToken } from 'tsyringe';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { Clock } from '../../commands/handler/clock.js';
import type { CommandHandler, HandlerParts } from '../../commands/handler/command-handler.js';
import type { ImportJournal } from '../../commands/bulk/import-journal.js';
import type { DeadlineBook } from '../../commands/reactions/deadline-book.js';
import type { Reactor } from '../../commands/reactions/reactor.js';
import type { CommandRegistry } from '../../commands/registry/registry.js';
import type { Progress } from '../../projections/engine/progress.js';
import type { StatusReader } from '../../projections/engine/status.js';
import type { Config } from '../config/config.js';
import type { LocalIssuer } from '../auth/local-issuer.js';
import type { TrustedIssuer } from '../auth/verify-token.js';

/** What the container can be asked for. */
export const CONFIG: InjectionToken<Config> = Symbol('config');
export const LOGGER: InjectionToken<Logger> = Symbol('logger');
export const MAIN_POOL: InjectionToken<Pool> = Symbol('main pool');
export const VAULT_POOL: InjectionToken<Pool> = Symbol('vault pool');
export const EVENT_STORE: InjectionToken<EventStore> = Symbol('event store');
export const VAULT: InjectionToken<Vault> = Symbol('vault');
export const EVENTS: InjectionToken<EventRegistry> = Symbol('event registry');
export const COMMANDS: InjectionToken<CommandRegistry> = Symbol('command registry');
export const CLOCK: InjectionToken<Clock> = Symbol('clock');
/** Whose tokens are taken. */
export const ISSUER: InjectionToken<TrustedIssuer> = Symbol('issuer');
/** The key of this machine; null where another issuer is configured. */
export const LOCAL_ISSUER: InjectionToken<LocalIssuer | null> = Symbol('local issuer');
export const HANDLER_PARTS: InjectionToken<HandlerParts> = Symbol('handler parts');
export const HANDLER: InjectionToken<CommandHandler> = Symbol('command handler');
export const IMPORT_JOURNAL: InjectionToken<ImportJournal> = Symbol('import journal');
export const DEADLINES: InjectionToken<DeadlineBook> = Symbol('deadline book');
export const REACTOR: InjectionToken<Reactor> = Symbol('reactor');
export const PROGRESS: InjectionToken<Progress> = Symbol('progress of the read models');
export const PROJECTION_STATUS: InjectionToken<StatusReader> = Symbol('status of the read models');
