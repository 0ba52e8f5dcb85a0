import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { SINGLE_HOLDER_ROLES, type SingleHolderRole } from '../config/roles.js';
import { holdRole } from '../process/role-locks.js';
import type { Shutdown } from '../process/shutdown.js';

/**
 * Takes single-holder roles for work that is done once, such as an import. Throws RoleHeldError for one that another
 * process holds, unless standing by. Losing one stops the process: another may hold it by then.
 */
export async function holdRoles(config: Config, mainUrl: string, logger: Logger, shutdown: Shutdown): Promise<readonly SingleHolderRole[]> {
  const wanted = SINGLE_HOLDER_ROLES.filter((role) => config.roles.includes(role));
  for (const role of wanted) {
    const hold = await holdRole(mainUrl, role, {
      standby: config.standby,
      signal: shutdown.signal,
      onWaiting: (holder) => logger.info({ role, holder }, 'standing by'),
    });
    shutdown.onShutdown(() => hold.release());
    hold.onLost((reason) => {
      logger.error({ role, err: reason }, 'the role was lost');
      void shutdown.stop(1);
    });
  }
  return wanted;
}
