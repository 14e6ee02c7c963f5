/**
 * The house, once: what stands on what. An import goes down, or stays in its room. On one floor, rooms do not know each other:
 * two that need each other show that a third is missing.
 */

/** Each part of the project and the parts that it may know. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  'src/model': [],
  'src/contract': ['src/model'],
  'src/ports': ['src/contract', 'src/model', 'prisma/client'],
  'src/runtime': ['src/ports'],
  adapters: ['src/contract', 'src/model'],
  // The web channel is ours on both sides: desk and adapter share its signed tokens.
  'src/desk': ['adapters/web', 'prisma/rows.ts', 'src/ports', 'src/contract', 'src/model'],
  'src/hub': ['src/desk', 'src/runtime', 'src/ports', 'src/contract', 'src/model', 'prisma/migrations'],
  // An export is restored into a database made by the migrations that it names.
  'src/node': [
    'adapters',
    'src/hub',
    'src/desk',
    'src/runtime',
    'src/ports',
    'src/contract',
    'src/model',
    'prisma/client',
    'prisma/migrations',
  ],
  'src/cloudflare': ['adapters', 'src/hub', 'src/desk', 'src/runtime', 'src/ports', 'src/contract', 'src/model', 'prisma/client'],
  // For console and widget alike, and for nobody else.
  browser: [],
  console: ['browser', 'src/desk/api', 'src/desk/web', 'src/model'],
  widget: ['browser', 'adapters/web', 'src/desk/web', 'src/model'],
  'src/gateway': ['adapters', 'src/desk/gateways', 'src/node', 'src/ports', 'src/contract', 'src/model'],
}

/** The desk's rooms, the ground first. What stands in `src/desk` itself: what every room is given, below; what puts them together, above. */
export const FLOORS: readonly (readonly string[])[] = [
  ['kit.ts', 'errors.ts', 'ids.ts', 'remembered.ts'],
  ['web', 'log', 'jobs', 'settings'],
  ['backups', 'channels', 'permissions', 'contacts', 'agents', 'calendars', 'knowledge'],
  ['timeline'],
  ['outbox'],
  ['reading'],
  ['conversations'],
  ['people', 'replies', 'push', 'triage'],
  ['routing'],
  ['promises'],
  ['bot', 'feedback', 'reports', 'feeds'],
  ['retention'],
  ['inbox'],
  ['visitors', 'gateways'],
  ['compose.ts'],
  ['desk.ts'],
  ['api'],
]

/**
 * The console's layers, the ground first. A feature is what somebody does on a page, an entity what they do it with: its queries, its changes as
 * they come in, its marks and steps.
 */
export const CONSOLE: readonly (readonly string[])[] = [
  ['lib', 'i18n', 'api', 'theme.css'],
  ['ui'],
  ['entities'],
  [
    'features/auth',
    'features/channels',
    'features/conversation',
    'features/inbox',
    'features/offers',
    'features/queues',
    'features/wall',
    'features/settings',
    'features/team',
    'features/triage',
  ],
  ['app'],
  ['main.tsx'],
]
