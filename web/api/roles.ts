import type { FastifyInstance } from 'fastify';
import { USER_ROLES, type UserRole } from '../../model/index.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call this route; `'anyone'` also without a login (the page itself, the signs of life). */
    roles?: readonly UserRole[] | 'anyone';
  }
}

/** Those who see the whole desk. A clerk sees their own unit only, and so comes in when lists know units. */
export const DESK: readonly UserRole[] = ['analyst', 'desk_head', 'press_office', 'leader', 'admin', 'auditor'];

/**
 * Refuses to start with a route that does not say who may call it. Until there is a login nobody can be told from
 * anybody, so nothing is refused by role; the server listens on loopback only instead (loopback.ts).
 */
export function requireRoles(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const roles = route.config?.roles;
    const known = roles === 'anyone' || (Array.isArray(roles) && roles.length > 0 && roles.every((r) => USER_ROLES.includes(r)));
    if (!known) throw new Error(`route ${String(route.method)} ${route.url} does not say which roles may call it (config.roles)`);
  });
}
