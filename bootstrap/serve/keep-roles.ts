// Law: a role's work runs only while the role is held; lost, the work is ended, and begun again once the role is held again.
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { SINGLE_HOLDER_ROLES, type SingleHolderRole } from '../config/roles.js';
import { holdRole, type RoleHold } from '../process/role-locks.js';
import type { Shutdown } from '../process/shutdown.js';

/** What the holder of a role does until the signal. It may end earlier when it finds that another process holds the role by now. */
export type RoleWork = (signal: AbortSignal) => Promise<void>;

/** The single-holder roles of this process. */
export interface KeptRoles {
  /** Does a role's work from now on, whenever it is held. Until then the loss of a role stops the process. */
  begin(role: SingleHolderRole, work: RoleWork): void;
}

const RETAKE_EVERY_MS = 500;

/**
 * Takes the single-holder roles that this process is configured for. Throws RoleHeldError for one that another process
 * holds, unless standing by. One that is lost later, with its connection, is waited for: whoever has it by then keeps it.
 */
export async function keepRoles(config: Config, mainUrl: string, logger: Logger, shutdown: Shutdown): Promise<KeptRoles> {
  const kept = new Map<SingleHolderRole, { hold: RoleHold; begun: boolean }>();
  const take = (role: SingleHolderRole, standby: boolean): Promise<RoleHold> =>
    holdRole(mainUrl, role, { standby, signal: shutdown.signal, onWaiting: (holder) => logger.info({ role, holder }, 'standing by') });

  const retake = async (role: SingleHolderRole): Promise<RoleHold | undefined> => {
    while (!shutdown.signal.aborted) {
      await delay(RETAKE_EVERY_MS, undefined, { signal: shutdown.signal }).catch(() => undefined);
      try {
        return await take(role, true);
      } catch (error) {
        if (!shutdown.signal.aborted) logger.debug({ role, err: error }, 'the role cannot be taken now');
      }
    }
    return undefined;
  };

  const workWhileHeld = async (role: SingleHolderRole, mine: { hold: RoleHold }, work: RoleWork): Promise<void> => {
    while (!shutdown.signal.aborted) {
      const lost = new AbortController();
      mine.hold.onLost((reason) => {
        logger.warn({ role, err: reason }, 'the role was lost; it is taken again as soon as it can be');
        lost.abort();
      });
      await work(AbortSignal.any([shutdown.signal, lost.signal]));
      if (shutdown.signal.aborted) return;
      void mine.hold.release();
      const again = await retake(role);
      if (again === undefined) return;
      mine.hold = again;
      logger.info({ role }, 'the role is held again');
    }
  };

  for (const role of SINGLE_HOLDER_ROLES) {
    if (!config.roles.includes(role)) continue;
    const mine = { hold: await take(role, config.standby), begun: false };
    kept.set(role, mine);
    shutdown.onShutdown(() => mine.hold.release());
    mine.hold.onLost((reason) => {
      if (mine.begun) return;
      logger.error({ role, err: reason }, 'the role was lost');
      void shutdown.stop(1);
    });
  }
  return {
    begin(role, work) {
      const mine = kept.get(role);
      if (mine === undefined) throw new Error(`this process does not hold the role ${role}`);
      mine.begun = true;
      const working = workWhileHeld(role, mine, work);
      shutdown.onShutdown(() => working);
    },
  };
}
